package dev.longhaul.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import dev.longhaul.OwnThread;
import dev.longhaul.e2e.LonghaulProcess.Ended;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.StoredObject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A watch that stays up, what is dropped into its folder, and other commands beside it.
 */
class WatchIT {

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	/** {@code -Dwatch.files=5000} for a long one. */
	private static final int STORM = Integer.getInteger("watch.files", 300);

	private static final int WRITERS = 3;

	private final Site site;

	private final List<LonghaulProcess> watches = new ArrayList<>();

	WatchIT(@TempDir Path folder) {
		this.site = Site.in(folder);
	}

	@AfterEach
	void close() {
		this.watches.forEach(LonghaulProcess::kill);
		this.site.close();
	}

	@Test
	void takes_what_was_dropped_while_it_was_down_and_while_it_is_up() throws IOException {
		Path before = this.site.file("before.bin", 6 * Site.MIB, 1);
		LonghaulProcess watch = watch();
		watch.awaitStdout("/files (vault) every ");
		awaitDelivered(before);
		Path health = this.site.path(".longhaul/health.json");
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> Files.exists(health) && Files.readString(health).contains("vault"));

		Path nested = dropped("a/b/nested.bin", 1000, 2);
		awaitDelivered(nested);
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
		LonghaulProcess watch = watch();
		this.site.write("jobs/vault.yml", "source: {directory: files}\n");
		watch.awaitStderr("stay as they were until that is corrected");
		awaitDelivered(dropped("still.bin", 10, 4));

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
	void other_commands_are_carried_out_beside_it() throws IOException {
		LonghaulProcess watch = watch();
		Path watched = this.site.file("watched.bin", 6 * Site.MIB, 5);
		awaitDelivered(watched);
		this.site.define("by-hand", "enabled: false\n");
		this.site.write("jobs/by-hand.yml",
				Files.readString(this.site.path("jobs/by-hand.yml"))
					.replace("directory: files", "directory: hand")
					.replace("in/{path}", "hand/{path}"));
		this.site.write("hand/a.txt", "by hand");

		Ended run = this.site.longhaul("run", "by-hand", "--file", "hand/a.txt");
		assertThat(run.exitCode()).as("%s", run).isZero();
		assertThat(run.out()).contains("delivered  ").contains("hand/a.txt").contains("longhaul: 1 delivered");
		assertThat(this.site.longhaul("run").out()).contains("1 skipped");
		assertThat(this.site.longhaul("sweep", "--dry-run").exitCode()).isZero();
		assertThat(this.site.longhaul("rerun").out()).contains("nothing to go on with");
		Ended abort = this.site.longhaul("abort", "4711");
		assertThat(abort.exitCode()).as("%s", abort).isEqualTo(2);
		assertThat(abort.err()).contains("nothing was aborted");
		assertThat(this.site.longhaul("run", "nosuch").exitCode()).isEqualTo(2);
		this.site.write("mine/vault.yml", Files.readString(this.site.path("jobs/vault.yml")) + "on-success: delete\n");
		Ended other = this.site.longhaul("--jobs", "mine", "run", "--dry-run", "vault");
		assertThat(other.exitCode()).as("%s", other).isEqualTo(75);
		assertThat(other.err()).contains("has other settings of vault");
		Ended second = this.site.longhaul("watch");
		assertThat(second.exitCode()).as("%s", second).isEqualTo(75);
		assertThat(second.err()).contains("(watch) since");

		try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), requestPort())) {
			silent.getOutputStream().write('G');
			silent.getOutputStream().flush();
			watch.terminate();
			assertThat(watch.await().exitCode()).isEqualTo(143);
		}
	}

	@Test
	void a_definition_that_is_none_of_its_own_may_be_edited_between_two_runs_beside_it() throws IOException {
		watch("vault");
		this.site.write("hand/a.txt", "by hand");
		for (String keys : List.of("first", "second")) {
			this.site.define("by-hand", "description: %s\n".formatted(keys));
			this.site.write("jobs/by-hand.yml",
					Files.readString(this.site.path("jobs/by-hand.yml"))
						.replace("directory: files", "directory: hand")
						.replace("in/{path}", keys + "/{path}"));

			Ended run = this.site.longhaul("run", "by-hand", "--again");

			assertThat(run.exitCode()).as("%s", run).isZero();
			assertThat(keys()).contains(keys + "/a.txt");
		}
	}

	private int requestPort() throws IOException {
		return JsonMapper.shared()
			.readTree(Files.readString(this.site.path(".longhaul/owner.json")))
			.get("requestPort")
			.asInt();
	}

	@Test
	void an_owner_that_is_killed_is_missed_by_those_who_asked_it() {
		LonghaulProcess watch = watch();
		this.site.write("hand/a.txt", "by hand");
		byHand();
		Fault put = this.site.s3().faults().add(Fault.on(Op.PUT_OBJECT).once().then(watch::kill));

		Ended run = this.site.longhaul("run", "by-hand");

		assertThat(put.hits()).isEqualTo(1);
		assertThat(run.exitCode()).as("%s", run).isEqualTo(1);
		assertThat(run.err()).contains("ended before it had done what was asked; run again");
		assertThat(this.site.longhaul("run", "by-hand").exitCode()).isZero();
	}

	@Test
	void an_owner_that_is_stopped_leaves_those_who_asked_it_unfinished() {
		LonghaulProcess watch = watch();
		Fault stalled = threePartsByHandStall();
		LonghaulProcess run = this.site.start("run", "by-hand");
		this.site.s3().awaitRequest(Op.UPLOAD_PART, 1, PATIENCE);
		watch.terminate();
		watch.awaitStderr("no new part begins");
		stalled.release();

		assertUnfinishedByStop(run.await());

		assertThat(watch.await().exitCode()).isEqualTo(143);
		assertThat(this.site.longhaul("run", "by-hand").exitCode()).isZero();
	}

	@Test
	void an_owner_that_has_done_its_own_work_says_what_a_stop_would_end() {
		this.site.file("own.bin", 1000, 6);
		this.site.s3()
			.faults()
			.add(Fault.on(Op.PUT_OBJECT).once().then(() -> this.site.s3().awaitRequest(Op.UPLOAD_PART, 1, PATIENCE)));
		LonghaulProcess owner = this.site.start("run", "vault");
		this.watches.add(owner);
		awaitOwner();
		Fault stalled = threePartsByHandStall();
		LonghaulProcess run = this.site.start("run", "by-hand");

		owner.awaitStderr("a signal would stop that too");
		owner.terminate();
		owner.awaitStderr("no new part begins");
		stalled.release();

		assertUnfinishedByStop(run.await());
		assertThat(owner.await().out()).contains("longhaul: 1 delivered");
	}

	private static void assertUnfinishedByStop(Ended asked) {
		assertThat(asked.exitCode()).as("%s", asked).isEqualTo(1);
		assertThat(asked.out()).contains("1 stopped");
		assertThat(asked.err()).contains("which carried this out, was stopped meanwhile").contains("run it again");
	}

	/** A file of three parts, of which the first one stalls. */
	private Fault threePartsByHandStall() {
		this.site.write("hand/big.bin", "by hand".repeat(2 * Site.MIB));
		byHand();
		return this.site.s3().faults().add(Fault.on(Op.UPLOAD_PART).nth(1).stallInBody());
	}

	/** A definition that no watch takes. */
	private void byHand() {
		this.site.write("jobs/by-hand.yml", """
				source: {directory: hand, settle: 0s}
				destination: {bucket: vault, endpoint: "%s", store: generic}
				transfer: {part-size: 5MB, parts-at-once: 1}
				enabled: false
				""".formatted(this.site.s3().endpoint()));
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
		LonghaulProcess first = watch();
		List<CompletableFuture<List<Path>>> writers = IntStream.range(0, WRITERS)
			.mapToObj((writer) -> OwnThread.supply(() -> storm(writer)))
			.toList();
		Awaitility.await().atMost(PATIENCE).until(() -> this.site.s3().requests(Op.PUT_OBJECT).size() > STORM / 3);
		first.kill();
		first.await();
		LonghaulProcess second = watch();

		List<Path> files = writers.stream().flatMap((writer) -> writer.join().stream()).toList();
		Awaitility.await()
			.atMost(PATIENCE.plusMillis(STORM * 100L))
			.pollInterval(Duration.ofMillis(500))
			.until(() -> keys().containsAll(files.stream().map(this::key).toList()));
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

	private LonghaulProcess watch(String... definitions) {
		List<String> command = new ArrayList<>(List.of("watch", "--every", "1s"));
		command.addAll(List.of(definitions));
		LonghaulProcess watch = this.site.start(command.toArray(String[]::new));
		this.watches.add(watch);
		awaitOwner();
		return watch;
	}

	/** Until there is one that takes requests. */
	private void awaitOwner() {
		Awaitility.await().atMost(PATIENCE).until(() -> {
			Path owner = this.site.path(".longhaul/owner.json");
			return Files.exists(owner) && !Files.readString(owner).contains("\"requestPort\":0");
		});
	}

	private void awaitDelivered(Path file) {
		Awaitility.await().atMost(PATIENCE).until(() -> keys().contains(key(file)));
		this.site.assertDelivered(file);
	}

	private Set<String> keys() {
		return this.site.s3().objects().stream().map(StoredObject::key).collect(Collectors.toSet());
	}

	private String key(Path file) {
		Path marked = this.site.path("marked");
		return file.startsWith(marked) ? "marked/" + marked.relativize(file)
				: "in/" + this.site.path("files").relativize(file);
	}

}
