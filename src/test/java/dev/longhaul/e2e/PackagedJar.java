package dev.longhaul.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.springframework.util.FileSystemUtils;

/**
 * The packaged jar. Hundreds of starts are what these tests cost: under the tests' own
 * JDK it is unpacked once and an archive of the classes of an upload is made, which
 * halves the cost of a start, and is taken away when the tests have ended; under another
 * JDK it runs as it is.
 */
final class PackagedJar {

	private static final List<String> FLAGS = List.of("-Xms44m", "-Xmn12m", "-Xmx128m", "-XX:+UseSerialGC",
			"-XX:TieredStopAtLevel=1", "-Dlonghaul.first-pause=50");

	private static final List<String> COMMAND = command();

	private PackagedJar() {
	}

	/** Runs it with these arguments. */
	static List<String> with(String... arguments) {
		List<String> all = new ArrayList<>(COMMAND);
		all.addAll(List.of(arguments));
		return all;
	}

	private static List<String> command() {
		Path jar = Path.of(System.getProperty("longhaul.jar", "target/longhaul.jar")).toAbsolutePath();
		String other = System.getProperty("longhaul.java", "");
		return other.isEmpty() ? unpacked(jar) : java(other, List.of(), jar);
	}

	private static List<String> unpacked(Path jar) {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		try {
			Path folder = Files.createTempDirectory(jar.getParent(), "unpacked");
			Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
			run(folder, List.of(java, "-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", "app"));
			Path app = folder.resolve("app").resolve(jar.getFileName());
			Path archive = folder.resolve("longhaul.jsa");
			List<String> rehearsal = new ArrayList<>(List.of(java));
			rehearsal.addAll(FLAGS);
			rehearsal.addAll(List.of("-XX:ArchiveClassesAtExit=" + archive, "-cp", app.toString(),
					"dev.longhaul.Rehearsal", folder.resolve("rehearsal").toString()));
			run(folder, rehearsal);
			return java(java, List.of("-XX:SharedArchiveFile=" + archive), app);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void delete(Path folder) {
		try {
			FileSystemUtils.deleteRecursively(folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> java(String java, List<String> further, Path jar) {
		List<String> command = new ArrayList<>(List.of(java));
		command.addAll(FLAGS);
		command.addAll(further);
		command.addAll(List.of("-jar", jar.toString()));
		return command;
	}

	private static void run(Path folder, List<String> command) throws IOException {
		File log = folder.resolve("log").toFile();
		try {
			int exitCode = new ProcessBuilder(command).directory(folder.toFile())
				.redirectErrorStream(true)
				.redirectOutput(log)
				.start()
				.waitFor();
			if (exitCode != 0) {
				throw new AssertionError(command + ": " + Files.readString(log.toPath()));
			}
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

}
