package dev.longhaul.source;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.longhaul.source.SourceFolder.Scan;
import org.junit.jupiter.api.Assumptions;

/**
 * Scans a folder as a user who may not read everything. Root may, unless its process
 * lacks the capabilities by which it passes over permissions.
 */
final class ScanWithoutRights {

	private ScanWithoutRights() {
	}

	public static void main(String[] arguments) {
		of(Path.of(arguments[0]), arguments[1], arguments[2]).forEach(System.out::println);
	}

	static List<String> of(Path folder, String include, String exclude) {
		FileGlobs globs = FileGlobs.of(List.of(include), List.of(exclude));
		Scan scan = new SourceFolder(folder, globs, Duration.ZERO).scan(Clock.systemUTC());
		List<String> lines = new ArrayList<>();
		scan.settled().forEach((file) -> lines.add("settled " + file.path()));
		scan.unreadable().forEach((problem) -> lines.add("unreadable " + problem.why().getMessage()));
		return lines;
	}

	/** The same for root, in a process that has lost root's privilege of reading all. */
	static List<String> inItsOwnProcess(Path folder, String include, String exclude) throws Exception {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		String classes = String.join(File.pathSeparator, locationOf(SourceFolder.class),
				locationOf(ScanWithoutRights.class));
		ProcessBuilder command = new ProcessBuilder("setpriv", "--bounding-set=-dac_override,-dac_read_search", java,
				"-XX:TieredStopAtLevel=1", "-cp", classes, ScanWithoutRights.class.getName(), folder.toString(),
				include, exclude);
		Process process = start(command.redirectError(ProcessBuilder.Redirect.INHERIT));
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		Assumptions.assumeTrue(process.waitFor() == 0, "root cannot give up its privileges here");
		return said.lines().toList();
	}

	private static Process start(ProcessBuilder command) {
		try {
			return command.start();
		}
		catch (IOException ex) {
			return Assumptions.abort("root cannot give up its privileges here: " + ex.getMessage());
		}
	}

	private static String locationOf(Class<?> type) throws URISyntaxException {
		return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
	}

}
