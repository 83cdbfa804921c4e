package dev.longhaul.e2e;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.longhaul.e2e.LonghaulProcess.Ended;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.PostgresServer;
import dev.longhaul.stub.StrictS3;
import dev.longhaul.stub.StrictS3Options;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A machine with files, a definition and a home, and a store for them: the place of one
 * end-to-end test.
 */
final class Site implements AutoCloseable {

	static final String BUCKET = "vault";

	static final int MIB = 1 << 20;

	private final Path folder;

	private final StrictS3 s3;

	private Site(Path folder, StrictS3 s3) {
		this.folder = folder;
		this.s3 = s3;
	}

	/** Parts of 5 MiB, two at once, two files at once. */
	static Site in(Path folder) {
		return in(folder, StrictS3Options.defaults());
	}

	static Site in(Path folder, StrictS3Options options) {
		StrictS3 s3 = StrictS3.start(options).createBucket(BUCKET);
		Site site = new Site(folder, s3);
		site.define("vault", "");
		return site;
	}

	StrictS3 s3() {
		return this.s3;
	}

	/** A definition of that name; further lines stand at its end. */
	void define(String name, String further) {
		define(name, "generic", further);
	}

	/** A definition whose store does what that profile says, or what a trial tells. */
	void define(String name, String store, String further) {
		write("jobs/" + name + ".yml", """
				source:
				  directory: files
				  settle: 0s
				destination:
				  bucket: %s
				  key: "in/{path}"
				  endpoint: %s
				  store: %s
				transfer:
				  part-size: 5MB
				  parts-at-once: 2
				  files-at-once: 2
				""".formatted(BUCKET, this.s3.endpoint(), store) + further);
	}

	/** The repository of all processes; further settings of Longhaul stand below. */
	void repositoryIn(PostgresServer server, String further) {
		write("password", PostgresServer.PASSWORD + "\n");
		write("config/application.yml", """
				longhaul:
				  repository:
				    url: %s
				    user: %s
				    password-file: %s
				""".formatted(server.url(), PostgresServer.USER, path("password")) + further);
	}

	Path path(String relative) {
		return this.folder.resolve(relative);
	}

	Path write(String path, String text) {
		return write(path, (out) -> out.write(text.getBytes(StandardCharsets.UTF_8)));
	}

	/** A file of random bytes in the folder that the definition takes from. */
	Path file(String name, int bytes, long seed) {
		byte[] content = new byte[bytes];
		new Random(seed).nextBytes(content);
		return write("files/" + name, (out) -> out.write(content));
	}

	private Path write(String path, Writer writer) {
		Path file = this.folder.resolve(path);
		try {
			Files.createDirectories(file.getParent());
			try (OutputStream out = Files.newOutputStream(file)) {
				writer.writeTo(out);
			}
			return file;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Ended longhaul(String... arguments) {
		return start(arguments).await();
	}

	LonghaulProcess start(String... arguments) {
		return startWith(credentials(), arguments);
	}

	Ended longhaulOnFullDisk(int kib, String... arguments) {
		return LonghaulProcess.startOnFullDisk(this.folder, credentials(), kib, arguments).await();
	}

	/** A command whose stdout goes to this file. */
	Ended longhaulInto(String file, String... arguments) {
		List<String> command = new ArrayList<>(List.of("bash", "-c", "exec \"$@\" > " + file, "longhaul"));
		command.addAll(PackagedJar.with(arguments));
		return LonghaulProcess.start(this.folder, credentials(), command).await();
	}

	LonghaulProcess startWith(Map<String, String> environment, String... arguments) {
		return LonghaulProcess.start(this.folder, environment, arguments);
	}

	static Map<String, String> credentials() {
		return Map.of("AWS_ACCESS_KEY_ID", StrictS3Options.ACCESS_KEY_ID, "AWS_SECRET_ACCESS_KEY", "secret");
	}

	/** The file is the object, byte for byte, and nothing is left open. */
	void assertDelivered(Path file) {
		String key = "in/" + this.folder.resolve("files").relativize(file);
		assertThat(this.s3.object(BUCKET, key).mismatch(file)).as("%s", file).isEqualTo(-1);
		assertThat(this.s3.openUploads()).as("uploads left open").isEmpty();
		long puts = this.s3.requests(Op.PUT_OBJECT).stream().filter((put) -> put.key().equals(key)).count();
		assertThat(this.s3.completesThatTookEffect(key) + puts).as("objects made").isEqualTo(1);
	}

	/** How many times parts arrived that had arrived before. */
	int resentParts(String key) {
		return this.s3.resentParts(key);
	}

	@Override
	public void close() {
		this.s3.close();
	}

	private interface Writer {

		void writeTo(OutputStream out) throws IOException;

	}

}
