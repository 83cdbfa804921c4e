import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The MD5s of the blocks of a file, each of so many bytes, so that nothing is hashed here while a client is measured. */
record KnownBlocks(int bytes, List<String> md5s) {

	static KnownBlocks none() {
		return new KnownBlocks(0, List.of());
	}

	static KnownBlocks of(Path file, int bytes) throws IOException {
		List<String> md5s = new ArrayList<>();
		try (InputStream in = Files.newInputStream(file)) {
			for (byte[] block = in.readNBytes(bytes); block.length == bytes; block = in.readNBytes(bytes)) {
				md5s.add(HexFormat.of().formatHex(md5().digest(block)));
			}
		}
		return new KnownBlocks(bytes, md5s);
	}

	/** The MD5 of a part that can be a block of the file, else null. */
	String md5(int part, long size) {
		return (size == this.bytes && part >= 1 && part <= this.md5s.size()) ? this.md5s.get(part - 1) : null;
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
