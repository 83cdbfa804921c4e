package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs for the start-up archive: the JVM notes which classes it loads, the commands' and
 * those of two uploads, a file of two parts and a small one, to a store on the loopback.
 * {@code bin/longhaul} calls it at the first start.
 */
final class Rehearsal {

	/** Bytes, of two parts. */
	private static final int LARGE = 6 << 20;

	private Rehearsal() {
	}

	/**
	 * Rehearses.
	 * @param arguments a folder for its files
	 */
	public static void main(String[] arguments) throws IOException {
		Path folder = Path.of(arguments[0]);
		try (RehearsalStore store = RehearsalStore.start()) {
			rehearse(folder, store.port());
		}
	}

	/** What is set up for this machine is for real runs: its repository, its proxy. */
	private static void beByItself(Path folder) {
		System.setProperty("spring.config.location", "optional:classpath:/,optional:file:" + folder + "/");
		System.setProperty("spring.profiles.active", "");
		System.setProperty("longhaul.repository.url", "");
		System.setProperty("longhaul.bandwidth", "unlimited");
		System.setProperty("http.proxyHost", "127.0.0.1");
		System.setProperty("http.nonProxyHosts", "*");
	}

	private static void rehearse(Path folder, int port) throws IOException {
		beByItself(folder);
		// nobody else's credentials, and no search for them in the network
		System.setProperty("aws.accessKeyId", "rehearsal");
		System.setProperty("aws.secretAccessKey", "rehearsal");
		// its jar is signed: JDK 17 stumbles over such lambdas when it writes the archive
		System.setProperty("longhaul.native-cryptography", "false");
		Path files = Files.createDirectories(folder.resolve("files"));
		Path jobs = Files.createDirectories(folder.resolve("jobs"));
		Path definition = Files.writeString(jobs.resolve("rehearsal.yml"), """
				source: {directory: "%s", settle: 0s}
				destination: {bucket: rehearsal, endpoint: "http://127.0.0.1:%d", region: us-east-1, store: aws}
				transfer: {part-size: 5MB}
				""".formatted(files, port));
		String home = folder.resolve("home").toString();
		Files.writeString(files.resolve("small"), "rehearsal");
		Files.write(files.resolve("large"), new byte[LARGE]);
		Longhaul.run("--home", home, "--jobs", jobs.toString(), "run");
		Longhaul.run("--home", home, "--jobs", jobs.toString(), "run", definition.toString(), "--json");
		Longhaul.run("--home", home, "status");
		Longhaul.run("--home", home, "history");
		Longhaul.run("--home", home, "show", "1");
		Longhaul.run("--help");
		Longhaul.run("--version");
		Longhaul.run("no-command");
	}

}
