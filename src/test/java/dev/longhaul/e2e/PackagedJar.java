package dev.longhaul.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

/**
 * The packaged jar. Hundreds of starts are what these tests cost: under the tests' own
 * JDK it is the one of the distribution, unpacked once, with its native code and an
 * archive of the classes of an upload, which halves the cost of a start, and is taken
 * away when the tests have ended; under another JDK it runs as it is.
 */
final class PackagedJar {

	private static final List<String> FLAGS = List.of("-Xms44m", "-Xmn12m", "-Xmx128m", "-XX:+UseSerialGC",
			"-XX:TieredStopAtLevel=1", "-Dlonghaul.first-pause=50");

	/** As the distribution names it, which is for Linux. */
	private static final String PLATFORM = "amd64".equals(System.getProperty("os.arch")) ? "x86_64" : "aarch64";

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
		String other = System.getProperty("longhaul.java", "");
		if (!other.isEmpty()) {
			return java(other, List.of(), Path.of(System.getProperty("longhaul.jar")));
		}
		return unpacked(Path.of(System.getProperty("longhaul.distribution")));
	}

	private static List<String> unpacked(Path distribution) {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		try {
			Path folder = Files.createTempDirectory(distribution.getParent(), "unpacked");
			Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
			run(folder, List.of("tar", "xzf", distribution.toString(), "--strip-components=1"));
			Path app = folder.resolve("lib/longhaul.jar");
			Path archive = folder.resolve("longhaul.jsa");
			List<String> rehearsal = new ArrayList<>(List.of(java));
			rehearsal.addAll(FLAGS);
			rehearsal.addAll(natively(folder));
			rehearsal.addAll(List.of("-XX:ArchiveClassesAtExit=" + archive, "-cp", app.toString(),
					"dev.longhaul.Rehearsal", folder.resolve("rehearsal").toString()));
			run(folder, rehearsal);
			List<String> further = new ArrayList<>(natively(folder));
			further.add("-XX:SharedArchiveFile=" + archive);
			return java(java, further, app);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The digests of files of many megabytes, which are slow by the first compiler. */
	private static List<String> natively(Path folder) throws IOException {
		try (Stream<Path> platforms = Files.walk(folder.resolve("lib/native"))) {
			String libraries = platforms.filter(Files::isDirectory)
				.map(Path::toString)
				.filter((name) -> name.contains(PLATFORM))
				.collect(Collectors.joining(File.pathSeparator));
			return List.of("-Dcom.amazon.corretto.crypto.provider.useExternalLib=true",
					"-Djava.library.path=" + libraries);
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
