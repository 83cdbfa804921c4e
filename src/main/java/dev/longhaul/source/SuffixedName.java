package dev.longhaul.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The name of a file with something behind it.
 */
public final class SuffixedName {

	/** What the file systems of Linux take, in bytes. */
	private static final int LONGEST = 255;

	/** In bytes of UTF-8. */
	private static final int LONGEST_CHARACTER = 4;

	private SuffixedName() {
	}

	/**
	 * Beside the file. Where its name leaves no room for the suffix, the name's last
	 * characters give way to it.
	 */
	public static Path of(Path file, String suffix) {
		return file.resolveSibling(of(String.valueOf(file.getFileName()), suffix));
	}

	/** The same as text. */
	public static String of(String name, String suffix) {
		return beginning(name, LONGEST - bytes(suffix)) + suffix;
	}

	/** Whether it is so long that it may be that of a name whose end gave way. */
	public static boolean mayLackAnEnd(String suffixed) {
		return bytes(suffixed) > LONGEST - LONGEST_CHARACTER;
	}

	/** As much of it as has so many bytes in UTF-8. */
	private static String beginning(String name, int bytes) {
		CharBuffer whole = CharBuffer.wrap(name);
		// stops before a character that does not fit
		StandardCharsets.UTF_8.newEncoder().encode(whole, ByteBuffer.allocate(bytes), true);
		return name.substring(0, whole.position());
	}

	private static int bytes(String name) {
		return name.getBytes(StandardCharsets.UTF_8).length;
	}

}
