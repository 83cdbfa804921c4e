package dev.longhaul.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import dev.longhaul.OwnThread;
import dev.longhaul.e2e.LonghaulProcess.Ended;
import dev.longhaul.stub.Op;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.longhaul.e2e.Watches.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A watch that stays up, and what is dropped into its folder.
 */
class WatchIT {

	/** {@code -Dwatch.files=5000} for a long one. */
	private static final int STORM = Integer.getInteger("watch.files", 300);

	private static final int WRITERS = 3;

	private final Watches watches;

	private final Site site;

	WatchIT(@TempDir Path folder) {
		this.watches = new Watches(folder);
		this.site = this.watches.site();
	}

	@AfterEach
	void close() {
		this.watches.close();
	}

	@Test
	void takes_what_was_dropped_while_it_was_down_and_while_it_is_up() throws IOException {
		Path before = this.site.file("before.bin", 6 * Site.MIB, 1);
		LonghaulProcess watch = this.watches.start();
		watch.awaitStdout("/files (vault) every ");
		this.watches.awaitDelivered(before);
		Path health = this.site.path(".longhaul/health.json");
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> Files.exists(health) && Files.readString(health).contains("vault"));

		Path nested = dropped("a/b/nested.bin", 1000, 2);
		this.watches.awaitDelivered(nested);
		Path replaced = dropped("before.bin", 7 * Site.MIB, 3);
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> this.site.s3().object(Site.BUCKET, "in/before.bin").size() == 7 * Site.MIB);
		watch.awaitStdout("7.0 MiB in 2 parts");

		watch.terminate();
		Ended ended = watch.await();
		assertThat(ended.exitCode()).as("%s", ended).isEqualTo(143);
		assertThat(health).doesNotExist();
		assertThat(ended.out()).contains("delivered  " + nested).contains("delivered  " + replaced);
		assertThat(this.site.longhaul("run").out()).contains("2 skipped");
	}

	@Test
	void a_failed_upload_is_kept_and_a_definition_that_was_made_wrong_does_not_take_effect() throws IOException {
		Files.createDirectories(this.site.path("other"));
		LonghaulProcess watch = this.watches.start();
		this.site.write("jobs/vault.yml", "source: {directory: files}\n");
		watch.awaitStderr("stay as they were until that is corrected");
		this.watches.awaitDelivered(dropped("still.bin", 10, 4));

		this.site.define("vault", "description: corrected\n");
		this.site.define("other", "description: another one\n");
		this.site.write("jobs/other.yml",
				Files.readString(this.site.path("jobs/other.yml"))
					.replace("directory: files", "directory: other")
					.replace("in/{path}", "other/{path}"));
		watch.awaitStderr("the definitions have changed; from now on: [other, vault]");
		this.site.write("other/new.bin", "new");

		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> this.site.s3()
				.requests(Op.PUT_OBJECT)
				.stream()
				.anyMatch((put) -> put.key().equals("other/new.bin")));
	}

	@Test
	void a_storm_of_files_and_a_kill_in_its_middle_deliver_each_file_once() throws IOException {
		this.site.write("jobs/vault.yml", Files.readString(this.site.path("jobs/vault.yml"))
			.replace("settle: 0s", "settle: 1s\n  exclude: [\"**/*.tmp\"]"));
		this.site.write("jobs/marked.yml",
				Files.readString(this.site.path("jobs/vault.yml"))
					.replace("settle: 1s", "done-marker: \"{name}.done\"")
					.replace("directory: files", "directory: marked")
					.replace("in/{path}", "marked/{path}"));
		Files.createDirectories(this.site.path("files"));
		Files.createDirectories(this.site.path("marked"));
		LonghaulProcess first = this.watches.start();
		List<CompletableFuture<List<Path>>> writers = IntStream.range(0, WRITERS)
			.mapToObj((writer) -> OwnThread.supply(() -> storm(writer)))
			.toList();
		Awaitility.await().atMost(PATIENCE).until(() -> this.site.s3().requests(Op.PUT_OBJECT).size() > STORM / 3);
		first.kill();
		first.await();
		LonghaulProcess second = this.watches.start();

		List<Path> files = writers.stream().flatMap((writer) -> writer.join().stream()).toList();
		Awaitility.await()
			.atMost(PATIENCE.plusMillis(STORM * 100L))
			.pollInterval(Duration.ofMillis(500))
			.until(() -> this.watches.keys().containsAll(files.stream().map(this::key).toList()));
		second.terminate();
		assertThat(second.await().exitCode()).isEqualTo(143);

		for (Path file : files) {
			assertThat(this.site.s3().object(Site.BUCKET, key(file)).mismatch(file)).as("%s", file).isEqualTo(-1);
		}
		assertThat(this.site.s3().openUploads()).isEmpty();
		Ended rest = this.site.longhaul("run");
		assertThat(rest.exitCode()).as("%s", rest).isZero();
		// the stop may have come between an object and its proof
		assertThat(count("resumed", rest.out()) + count("skipped", rest.out())).as("%s", rest).isEqualTo(files.size());
		long puts = this.site.s3().requests(Op.PUT_OBJECT).size();
		assertThat(puts).as("the kill cuts at most two requests").isLessThanOrEqualTo(files.size() + 2L);
	}

	private static int count(String result, String report) {
		Matcher summary = Pattern.compile("longhaul: .*?(\\d+) " + result).matcher(report);
		return summary.find() ? Integer.parseInt(summary.group(1)) : 0;
	}

	/** One writer: slow files, renamed files, marked files. */
	private List<Path> storm(int writer) {
		Random random = new Random(writer);
		List<Path> files = new ArrayList<>();
		for (int i = 0; i < STORM / WRITERS; i++) {
			String name = "%d/%d/file-%d.bin".formatted(writer, i % 7, i);
			byte[] content = new byte[random.nextInt(3000)];
			random.nextBytes(content);
			files.add(switch (i % 3) {
				case 0 -> slow(this.site.path("files").resolve(name), content);
				case 1 -> renamed(this.site.path("files").resolve(name), content);
				default -> marked(this.site.path("marked").resolve(name), content);
			});
		}
		return files;
	}

	private static Path slow(Path file, byte[] content) {
		return write(file, content, content.length / 2);
	}

	private static Path renamed(Path file, byte[] content) {
		Path temporary = write(file.resolveSibling(file.getFileName() + ".tmp"), content, 0);
		return move(temporary, file);
	}

	private static Path marked(Path file, byte[] content) {
		write(file, content, content.length / 3);
		write(file.resolveSibling(file.getFileName() + ".done"), new byte[0], 0);
		return file;
	}

	private static Path write(Path file, byte[] content, int first) {
		try {
			Files.createDirectories(file.getParent());
			Files.write(file, Arrays.copyOf(content, first));
			return Files.write(file, Arrays.copyOfRange(content, first, content.length), StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static Path move(Path from, Path to) {
		try {
			return Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	/** A file that appears whole. */
	private Path dropped(String name, int bytes, long seed) throws IOException {
		byte[] content = new byte[bytes];
		new Random(seed).nextBytes(content);
		Path file = this.site.path("files").resolve(name);
		Files.createDirectories(file.getParent());
		Path written = Files.write(this.site.path("dropped.tmp"), content);
		return Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	private String key(Path file) {
		Path marked = this.site.path("marked");
		return file.startsWith(marked) ? "marked/" + marked.relativize(file)
				: "in/" + this.site.path("files").relativize(file);
	}

}
