package dev.longhaul.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import dev.longhaul.Longhaul;
import org.springframework.util.FileSystemUtils;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The first command of the README: a file of 256 MiB goes up to an S3 server in this
 * process, as {@code longhaul run quickstart} would send it anywhere.
 */
public final class Quickstart {

	private static final int MIB = 1 << 20;

	private static final int SIZE_MIB = 256;

	private static final String BUCKET = "quickstart";

	private static final String NAME = "first-upload.bin";

	private Quickstart() {
	}

	public static void main(String[] arguments) throws Exception {
		Path folder = Path.of("target/quickstart");
		System.out.printf("Making a file of %d MiB to send, and an S3 server that takes it, in %s.%n", SIZE_MIB,
				folder);
		FileSystemUtils.deleteRecursively(folder);
		Path file = newFile(folder.resolve("files"));
		int exitCode;
		try (EmbeddedS3 s3 = EmbeddedS3.start(folder.resolve("store"), BUCKET)) {
			System.out.printf("The server runs at %s; sending %s to it.%n", s3.endpoint(), file);
			exitCode = upload(folder.resolve("home"), file, s3.endpoint());
		}
		System.exit(exitCode);
	}

	private static int upload(Path home, Path file, URI endpoint) throws Exception {
		int exitCode = longhaul(endpoint, "--home", home.toString(), "run", "quickstart");
		if (exitCode == 0) {
			exitCode = longhaul(endpoint, "--home", home.toString(), "show", file.toString());
		}
		return (exitCode == 0) ? compare(file, endpoint) : exitCode;
	}

	/** In a process of its own and on this terminal, as an operator would run it. */
	private static int longhaul(URI endpoint, String... arguments) throws Exception {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path"), Longhaul.class.getName()));
		command.addAll(List.of(arguments));
		ProcessBuilder process = new ProcessBuilder(command).inheritIO();
		process.environment().put("LONGHAUL_QUICKSTART_ENDPOINT", endpoint.toString());
		process.environment().put("AWS_ACCESS_KEY_ID", EmbeddedS3.IDENTITY);
		process.environment().put("AWS_SECRET_ACCESS_KEY", EmbeddedS3.SECRET);
		return process.start().waitFor();
	}

	private static int compare(Path file, URI endpoint) throws IOException {
		try (S3Client s3 = client(endpoint);
				InputStream object = s3.getObject((request) -> request.bucket(BUCKET).key(NAME));
				InputStream source = Files.newInputStream(file)) {
			long equal = equalBytes(object, source);
			boolean same = equal == Files.size(file) && object.read() < 0;
			System.out.printf("compare  %s: %,d bytes of the object equal the file's%n",
					same ? "identical" : "DIFFERENT", equal);
			return same ? 0 : 3;
		}
	}

	private static long equalBytes(InputStream object, InputStream source) throws IOException {
		long equal = 0;
		while (true) {
			byte[] expected = source.readNBytes(MIB);
			byte[] actual = object.readNBytes(expected.length);
			int difference = Arrays.mismatch(expected, actual);
			if (difference >= 0) {
				return equal + difference;
			}
			equal += expected.length;
			if (expected.length < MIB) {
				return equal;
			}
		}
	}

	private static S3Client client(URI endpoint) {
		return S3Client.builder()
			.endpointOverride(endpoint)
			.forcePathStyle(true)
			.region(Region.US_EAST_1)
			.credentialsProvider(StaticCredentialsProvider
				.create(AwsBasicCredentials.create(EmbeddedS3.IDENTITY, EmbeddedS3.SECRET)))
			.build();
	}

	/** Each time new bytes, so that each time there is something to send. */
	private static Path newFile(Path folder) {
		Path file = folder.resolve(NAME);
		Random random = new Random();
		byte[] bytes = new byte[MIB];
		try {
			Files.createDirectories(folder);
			try (OutputStream out = Files.newOutputStream(file)) {
				for (int mib = 0; mib < SIZE_MIB; mib++) {
					random.nextBytes(bytes);
					out.write(bytes);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return file;
	}

}
