package dev.longhaul.source;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Moves a file to a file system that keeps times to the second: ext2 with small inodes,
 * mounted for one process, where this one may mount at all.
 */
final class MoveToCoarseTimes {

	private static final String CANNOT_MOUNT = "no file system can be mounted here";

	private static final int NOT_MOUNTED = 77;

	private MoveToCoarseTimes() {
	}

	/** In the process that sees the mount. */
	public static void main(String[] arguments) throws IOException {
		Path file = Path.of(arguments[0]);
		Path name = Path.of(arguments[1]).resolve(file.getFileName());
		SourceRemoval removal = Removals.of(file);
		SourceMove move = new SourceMove(removal);
		System.out.println(removal.takeAside());
		System.out.println("moved: " + move.carryOut(name, Optional.empty(), () -> true));
		System.out.println(Files.readString(name) + " of " + Files.getLastModifiedTime(name));
		System.out.println("known after a kill: " + move.isDone(name));
	}

	/** What was said by a process that moved a file of this time. */
	static List<String> of(Path folder, Instant modified) throws Exception {
		Path file = Files.writeString(folder.resolve("a.dump"), "text");
		Files.setLastModifiedTime(file, FileTime.from(modified));
		Path image = Files.write(folder.resolve("image"), new byte[4 << 20]);
		Path archive = Files.createDirectory(folder.resolve("archive"));
		Assumptions.assumeTrue(start("mke2fs", "-q", "-F", "-t", "ext2", "-I", "128", image.toString()).waitFor() == 0,
				CANNOT_MOUNT);
		Process process = start("unshare", "--mount", "sh", "-c",
				"mount -o loop \"$1\" \"$2\" || exit %d; shift 2; exec \"$@\"".formatted(NOT_MOUNTED), "sh",
				image.toString(), archive.toString(),
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
				classes(), MoveToCoarseTimes.class.getName(), file.toString(), archive.toString());
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		int exitCode = process.waitFor();
		Assumptions.assumeFalse(exitCode == NOT_MOUNTED || said.contains("unshare failed"), CANNOT_MOUNT);
		assertThat(exitCode).as("%s", said).isZero();
		return said.lines().toList();
	}

	private static Process start(String... command) {
		try {
			return new ProcessBuilder(command).redirectErrorStream(true).start();
		}
		catch (IOException ex) {
			return Assumptions.abort(CANNOT_MOUNT + ": " + ex.getMessage());
		}
	}

	private static String classes() throws URISyntaxException {
		return String.join(File.pathSeparator, locationOf(SourceRemoval.class), locationOf(MoveToCoarseTimes.class));
	}

	private static String locationOf(Class<?> type) throws URISyntaxException {
		return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
	}

}
