package dev.longhaul.source;

import java.nio.file.Path;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code posix_fadvise}, which Java does not offer. Only where the installation has JNA's
 * native code beside its jars: else it would be unpacked into the user's cache at each
 * start.
 */
final class PageAdvice {

	private static final Logger log = LoggerFactory.getLogger(PageAdvice.class);

	/** POSIX_FADV_DONTNEED of Linux on x86-64 and aarch64. */
	private static final int DONT_NEED = 4;

	/**
	 * O_RDONLY with O_CLOEXEC, for a hook's command must not inherit it, and O_NONBLOCK,
	 * for the name may be a pipe's by now.
	 */
	private static final int READ_ONLY = 0x80000 | 0x800;

	private static final boolean LOADED = load();

	private PageAdvice() {
	}

	private static boolean load() {
		if (System.getProperty("jna.boot.library.path") == null) {
			return false;
		}
		System.setProperty("jna.noclasspath", "true"); // nor from its jar
		System.setProperty("jna.nounpack", "true"); // nor make a folder for that
		System.setProperty("jna.platform.library.path", ""); // or it asks ldconfig
		try {
			Native.register(PageAdvice.class, NativeLibrary.getProcess());
			return true;
		}
		catch (Error | RuntimeException ex) {
			// JNA throws either, and no part fails for it
			log.info("what was sent stays in the page cache, for JNA's native code does not load ({})",
					ex.getMessage());
			return false;
		}
	}

	/**
	 * Takes the pages that lie within the range out of the cache, whoever read them;
	 * those that were not written to disk yet stay. Opens a descriptor of its own, for
	 * Java does not tell a channel's; the advice is for the file.
	 */
	static void notNeeded(Path file, long offset, long length) {
		int descriptor = LOADED ? open(file.toString(), READ_ONLY) : -1;
		if (descriptor >= 0) {
			posix_fadvise(descriptor, offset, length, DONT_NEED);
			close(descriptor);
		}
	}

	// the names are the C library's

	private static native int open(String path, int flags);

	private static native int posix_fadvise(int descriptor, long offset, long length, int advice);

	private static native int close(int descriptor);

}
