import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The MD5s of the file's 8 MiB blocks, so that nothing is hashed here while a client is measured. */
record KnownBlocks(List<String> md5s) {

	private static final int BLOCK = 8 << 20;

	static KnownBlocks none() {
		return new KnownBlocks(List.of());
	}

	static KnownBlocks of(Path file) throws IOException {
		List<String> md5s = new ArrayList<>();
		try (InputStream in = Files.newInputStream(file)) {
			for (byte[] block = in.readNBytes(BLOCK); block.length == BLOCK; block = in.readNBytes(BLOCK)) {
				md5s.add(HexFormat.of().formatHex(md5().digest(block)));
			}
		}
		return new KnownBlocks(md5s);
	}

	/** The MD5 of a part that can be a block of the file, else null. */
	String md5(int part, long size) {
		return (size == BLOCK && part >= 1 && part <= this.md5s.size()) ? this.md5s.get(part - 1) : null;
	}

	static MessageDigest md5() {
		try {
			return MessageDigest.getInstance("MD5");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
