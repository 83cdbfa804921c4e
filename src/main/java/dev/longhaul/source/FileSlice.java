package dev.longhaul.source;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import dev.longhaul.part.Part;

/**
 * The bytes of one part of a file.
 */
public record FileSlice(SourceFile file, Part part) {

	private static final int BUFFER = 256 << 10;

	/**
	 * Opens the slice at its first byte; may be called any number of times.
	 * @throws SourceGone if the file was deleted
	 * @throws SourceUnreadable if it may not be read any more
	 */
	public InputStream open() throws IOException {
		try {
			FileChannel channel = FileChannel.open(this.file.path());
			return new SliceStream(channel, this);
		}
		catch (NoSuchFileException | FileNotFoundException ex) {
			throw new SourceGone(this.file.path());
		}
		catch (AccessDeniedException ex) {
			throw new SourceUnreadable(this.file.path(), "permission denied");
		}
	}

	/**
	 * Reads the slice once for its MD5, in hexadecimals. The page cache makes the second
	 * read, the one that sends, cheap; holding parts of up to 5 GiB in memory would not
	 * be.
	 */
	@SuppressWarnings("InsecureCryptoUsage") // S3's Content-MD5 is MD5
	public String md5() {
		try (InputStream in = open()) {
			MessageDigest md5 = MessageDigest.getInstance("MD5");
			byte[] buffer = new byte[BUFFER];
			for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
				md5.update(buffer, 0, n);
			}
			return HexFormat.of().formatHex(md5.digest());
		}
		catch (IOException ex) {
			throw new SourceUnreadable(this.file.path(), "part %d: %s".formatted(this.part.number(), ex.getMessage()));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex); // every JDK has MD5
		}
	}

}
