package dev.longhaul;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

import com.sun.net.httpserver.HttpServer;

/**
 * A run for the start-up archive: the JVM notes which classes it loads, the commands' and
 * those of an upload, which a store on the loopback refuses. {@code bin/longhaul} calls
 * it at the first start.
 */
final class Rehearsal {

	private static final int FORBIDDEN = 403;

	private Rehearsal() {
	}

	/**
	 * Rehearses.
	 * @param arguments a folder for its files
	 */
	public static void main(String[] arguments) throws IOException {
		Path folder = Path.of(arguments[0]);
		HttpServer store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		store.createContext("/", (exchange) -> {
			exchange.getRequestBody().readAllBytes();
			exchange.sendResponseHeaders(FORBIDDEN, -1);
			exchange.close();
		});
		store.start();
		try {
			rehearse(folder, store.getAddress().getPort());
		}
		finally {
			store.stop(0);
		}
	}

	private static void rehearse(Path folder, int port) throws IOException {
		// nobody else's credentials, and no search for them in the network
		System.setProperty("aws.accessKeyId", "rehearsal");
		System.setProperty("aws.secretAccessKey", "rehearsal");
		// its jar is signed: JDK 17 stumbles over such lambdas when it writes the archive
		System.setProperty("longhaul.native-cryptography", "false");
		Path files = Files.createDirectories(folder.resolve("files"));
		Path jobs = Files.createDirectories(folder.resolve("jobs"));
		Path definition = Files.writeString(jobs.resolve("rehearsal.yml"), """
				source: {directory: "%s", settle: 0s}
				destination: {bucket: rehearsal, endpoint: "http://127.0.0.1:%d", region: us-east-1}
				""".formatted(files, port));
		String home = folder.resolve("home").toString();
		Files.writeString(files.resolve("file"), "rehearsal");
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
