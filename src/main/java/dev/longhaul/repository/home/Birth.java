package dev.longhaul.repository.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * When a process began, in a form that setting the clock does not move: the boot of the
 * machine, and the ticks since. Linux computes the time of day at which a process began
 * from these and the present clock.
 */
final class Birth {

	private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

	/** Behind the name, which may have blanks and brackets itself. */
	private static final int TICKS = 19;

	private Birth() {
	}

	/** Of a process of this machine; nothing where it is gone, or this is no Linux. */
	static Optional<String> of(long pid) {
		try {
			String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"), StandardCharsets.ISO_8859_1);
			String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
			return Optional.of(Files.readString(BOOT).strip() + " " + fields[TICKS]);
		}
		catch (IOException | IndexOutOfBoundsException ex) {
			return Optional.empty();
		}
	}

}
