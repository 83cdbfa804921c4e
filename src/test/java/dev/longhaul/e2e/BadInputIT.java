package dev.longhaul.e2e;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.longhaul.e2e.LonghaulProcess.Ended;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What is wrong is said in one sentence, with the documented exit code and no stack
 * trace, and the other files go up.
 */
class BadInputIT {

	private static final int USAGE = 2;

	private static final int PERSON = 3;

	private static final int UNFINISHED = 1;

	private final Site site;

	BadInputIT(@TempDir Path folder) {
		this.site = Site.in(folder);
	}

	@AfterEach
	void close() {
		this.site.close();
	}

	@Test
	void definitions_are_refused_before_anything_starts() throws IOException {
		this.site.file("good.txt", 10, 1);
		refused("no definition 'weekly'", "run", "weekly");
		refused("nosuch.yml", "run", "nosuch.yml");
		this.site.write("jobs/broken.yml", "source: [unclosed\n");
		refused("broken.yml:2:1: not YAML", "run", "broken");
		this.site.write("jobs/broken.yml",
				"source:\n  directory: files\n  colour: red\ndestination: {bucket: vault}\n");
		refused("broken.yml:3:11: unknown setting source.colour", "run", "broken");
		this.site.write("jobs/broken.yml",
				"source: {directory: files}\ndestination: {bucket: vault}\ntransfer:\n  part-size: many\n");
		refused("broken.yml:4:14: transfer.part-size 'many' is no part size", "run", "broken");
		refused("jobs/broken.yml:4:14:", "run");
		this.site.write("jobs/broken.yml",
				"source: {directory: files}\ndestination: {bucket: vault}\ntransfer:\n  bandwidth: 0\n");
		refused("broken.yml:4:14: transfer.bandwidth '0' is no bandwidth", "run", "broken");
		Path settings = this.site.write("config/application.yml", "longhaul: {bandwidth: {8-18: 10MB}}\n");
		refused("1:30: longhaul.bandwidth[8-18] '8-18' is no time window", "run", "vault");
		Files.delete(settings);
		refused("Unknown option", "run", "--fast");
		refused("'soon' is no duration", "run", "--wait", "soon");
		refused("'10' is no duration; write 30s, 5m, 2h or 7d", "watch", "--every", "10");
		refused("--every has to be longer than nothing", "watch", "--every", "0s");
		assertThat(this.site.s3().requests()).isEmpty();
	}

	@Test
	void a_name_that_the_locale_cannot_read_is_refused_where_it_stands() {
		this.site.write("jobs/broken.yml", "source: {directory: \"d\u00e4ten\"}\ndestination: {bucket: vault}\n");
		Map<String, String> cron = new HashMap<>(Site.credentials());
		cron.put("LC_ALL", "C");

		Ended ended = this.site.startWith(cron, "run").await();

		assertThat(ended.exitCode()).as("%s", ended).isEqualTo(USAGE);
		assertThat(ended.err()).contains("broken.yml:1:21: source.directory").contains("set LC_ALL=C.UTF-8");
	}

	@Test
	void a_report_that_cannot_be_written_is_none() {
		this.site.file("good.txt", 10, 1);
		assertThat(this.site.longhaul("run").exitCode()).isZero();

		Ended lost = this.site.longhaulInto("/dev/full", "show", "--receipt", "1");

		assertThat(lost.exitCode()).as("%s", lost).isEqualTo(UNFINISHED);
		assertThat(lost.err()).contains("could not be written (No space left on device)");
		assertThat(this.site.longhaulInto(">(head -c 1 > /dev/null)", "show", "--receipt", "1").exitCode())
			.as("a reader that has seen enough")
			.isZero();
	}

	@Test
	void a_worker_that_is_refused_makes_no_folder() {
		refused("--name may have letters, digits and . _ - @ only", "worker", "--name", "x/../../y");
		refused("--parts-at-once has to be from 1 to 256", "worker", "--parts-at-once", "0");

		assertThat(this.site.path("y")).doesNotExist();
		assertThat(this.site.path(".longhaul")).doesNotExist();
	}

	@Test
	void an_upload_whose_file_this_locale_cannot_name_holds_up_no_other() {
		assumeTrue(Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode("größe"),
				"this locale cannot name the file");
		Path odd = this.site.file("größe.bin", 6 * Site.MIB, 1);
		this.site.s3().faults().add(Fault.on(Op.UPLOAD_PART).answer(403, "AccessDenied"));
		assertThat(in("C.UTF-8", "run").exitCode()).isEqualTo(PERSON);
		this.site.s3().faults().clear();
		Path plain = this.site.file("plain.bin", 10, 2);

		for (String command : List.of("run", "rerun", "abort 1")) {
			Ended ended = in("C", command.split(" "));
			assertThat(ended.exitCode()).as("%s: %s", command, ended).isEqualTo(PERSON);
			assertThat(ended.out()).contains("upload 1 is left as it is", "set LC_ALL=C.UTF-8");
			assertThat(ended.out() + ended.err()).doesNotContain("\tat ");
		}
		assertThat(this.site.s3().object(Site.BUCKET, "in/plain.bin").size()).isEqualTo(10);
		for (String command : List.of("sweep", "status", "history", "show 1", "run --dry-run --file " + plain)) {
			Ended ended = in("C", command.split(" "));
			assertThat(ended.exitCode()).as("%s: %s", command, ended).isZero();
			assertThat(ended.out()).isNotEmpty();
		}
		assertThat(in("C.UTF-8", "run").exitCode()).isZero();
		this.site.assertDelivered(odd);
		Ended verified = in("C", "verify", "1");
		assertThat(verified.exitCode()).as("%s", verified).isZero();
		assertThat(verified.out()).contains("set LC_ALL=C.UTF-8", "1 proved");
	}

	@Test
	void a_name_that_this_locale_cannot_read_is_said_where_a_file_is_looked_up() {
		assumeTrue(Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode("größe"),
				"this locale cannot name the file");
		this.site.file("größe.bin", 10, 1);
		assertThat(in("C.UTF-8", "run").exitCode()).isZero();

		for (String command : List.of("verify", "show")) {
			Ended ended = in("C", command, "files/größe.bin");
			assertThat(ended.exitCode()).as("%s: %s", command, ended).isEqualTo(USAGE);
			assertThat(ended.err()).contains("set LC_ALL=C.UTF-8").doesNotContain("\tat ");
		}
	}

	private Ended in(String locale, String... arguments) {
		Map<String, String> environment = new HashMap<>(Site.credentials());
		environment.put("LC_ALL", locale);
		return this.site.startWith(environment, arguments).await();
	}

	private void refused(String sentence, String... arguments) {
		Ended ended = this.site.longhaul(arguments);
		assertThat(ended.exitCode()).as("%s", ended).isEqualTo(USAGE);
		assertThat(ended.err()).contains(sentence).doesNotContain("\tat ").doesNotContain("Exception");
		assertThat(ended.out()).isEmpty();
	}

	@Test
	void files_that_cannot_go_do_not_keep_the_others() {
		Path good = this.site.file("good.txt", 10, 1);
		this.site.define("elsewhere", "");
		this.site.write("jobs/elsewhere.yml", """
				source: {directory: not-there, settle: 0s}
				destination: {bucket: vault, endpoint: "%s", store: generic}
				""".formatted(this.site.s3().endpoint()));
		this.site.write("jobs/clash.yml", """
				source: {directory: twins, settle: 0s}
				destination: {bucket: vault, key: "flat/{name}", endpoint: "%s", store: generic}
				""".formatted(this.site.s3().endpoint()));
		this.site.write("twins/a/same.txt", "a");
		this.site.write("twins/b/same.txt", "b");
		this.site.write("twins/b/other.txt", "b");

		Ended ended = this.site.longhaul("run");

		assertThat(ended.exitCode()).as("%s", ended).isEqualTo(PERSON);
		assertThat(ended.out()).contains("not-there cannot be read: there is no such folder")
			.contains("would get the same key 'flat/same.txt'")
			.contains("2 delivered, 3 failed");
		assertThat(ended.err()).isEmpty();
		this.site.assertDelivered(good);
		assertThat(this.site.s3().objects()).extracting((object) -> object.key())
			.containsExactlyInAnyOrder("in/good.txt", "flat/other.txt");
	}

	@Test
	void an_empty_folder_is_named_beside_definitions_that_found_files() throws IOException {
		this.site.file("good.txt", 10, 1);
		this.site.define("vault", "");
		this.site.write("jobs/weekly.yml", """
				source: {directory: mount-point, settle: 0s}
				destination: {bucket: vault, endpoint: "%s", store: generic}
				""".formatted(this.site.s3().endpoint()));
		Files.createDirectory(this.site.path("mount-point"));

		assertThat(this.site.longhaul("run", "--dry-run").out())
			.contains("longhaul: 1 would be sent, no files found for weekly\n");
		Ended ended = this.site.longhaul("run", "--quiet");
		assertThat(ended.exitCode()).as("%s", ended).isZero();
		assertThat(ended.out()).startsWith("longhaul: 1 delivered, no files found for weekly, 10 bytes sent");
		assertThat(this.site.longhaul("run", "--json").out()).contains("\"withoutFiles\":[\"weekly\"]");
		this.site.write("mount-point/b.txt", "b");
		assertThat(this.site.longhaul("run").out()).contains("longhaul: 1 delivered, 1 skipped, 1 byte sent");
	}

	@Test
	void a_file_that_vanishes_between_scan_and_upload_is_reported() throws IOException {
		Path good = this.site.file("a-first.bin", 12 * Site.MIB, 1);
		this.site.define("vault", "");
		this.site.write("jobs/vault.yml",
				Files.readString(this.site.path("jobs/vault.yml")).replace("files-at-once: 2", "files-at-once: 1"));
		Path gone = this.site.file("b-second.bin", 12 * Site.MIB, 2);
		this.site.s3().faults().add(Fault.on(Op.UPLOAD_PART).once().then(() -> delete(gone)));

		Ended ended = this.site.longhaul("run");

		assertThat(ended.exitCode()).as("%s", ended).isEqualTo(PERSON);
		assertThat(ended.out()).contains("b-second.bin is not there any more").contains("1 delivered, 1 failed");
		this.site.assertDelivered(good);
		assertThat(this.site.longhaul("run").exitCode()).isZero();
	}

	@Test
	void a_file_that_cannot_be_cut_into_that_many_parts_is_refused() throws IOException {
		Path huge = this.site.file("huge.bin", 0, 1);
		try (var file = new RandomAccessFile(huge.toFile(), "rw")) {
			file.setLength(10_000L * 5 * Site.MIB + 1);
		}
		Ended ended = this.site.longhaul("run");
		assertThat(ended.exitCode()).as("%s", ended).isEqualTo(PERSON);
		assertThat(ended.out()).contains("huge.bin")
			.contains("10,001 parts")
			.contains("set transfer.part-size to auto");
		assertThat(this.site.s3().requests()).isEmpty();
	}

	@Test
	void a_key_that_is_too_long_is_refused() {
		this.site.file("x".repeat(200), 1, 1);
		this.site.define("vault", "");
		this.site.write("jobs/long.yml", """
				source: {directory: files, settle: 0s}
				destination: {bucket: vault, key: "%s{name}", endpoint: "%s", store: generic}
				""".formatted("y/".repeat(450), this.site.s3().endpoint()));
		Ended ended = this.site.longhaul("run", "long");
		assertThat(ended.exitCode()).as("%s", ended).isEqualTo(PERSON);
		assertThat(ended.out()).contains("1100 bytes, S3 allows 1024");
	}

	@Test
	void a_machine_that_does_not_know_its_name_keeps_only_what_wants_it() {
		Path good = this.site.file("good.txt", 10, 1);
		this.site.define("vault", "");
		this.site.write("jobs/named.yml", """
				source: {directory: named, settle: 0s}
				destination: {bucket: vault, key: "{host}/{name}", endpoint: "%s", store: generic}
				""".formatted(this.site.s3().endpoint()));
		this.site.write("named/a.txt", "a");
		this.site.write("named/b.txt", "b");

		Ended ended = withoutNames("run");

		assertThat(ended.exitCode()).as("%s", ended).isEqualTo(PERSON);
		assertThat(ended.out())
			.contains("/a.txt: this machine does not know its own name, for which {host} stands",
					"add it to /etc/hosts, or write a name in place of {host}",
					"FAILED  … and 1 more file for the same reason")
			.contains("1 delivered, 2 failed");
		this.site.assertDelivered(good);
		Ended doctor = withoutNames("doctor", "--offline");
		assertThat(doctor.exitCode()).as("%s", doctor).isEqualTo(PERSON);
		assertThat(doctor.out()).contains("this machine does not know its own name");
	}

	/** Java then looks names up in this file only, and finds none. */
	private Ended withoutNames(String... arguments) {
		Map<String, String> environment = new HashMap<>(Site.credentials());
		environment.put("JAVA_TOOL_OPTIONS", "-Djdk.net.hosts.file=" + this.site.write("no-hosts", ""));
		return this.site.startWith(environment, arguments).await();
	}

	@Test
	void credentials_that_are_missing_or_refused_are_named() {
		this.site.file("good.txt", 10, 1);
		Map<String, String> nothing = new HashMap<>();
		nothing.put("AWS_EC2_METADATA_DISABLED", "true");
		nothing.put("HOME", this.site.path("").toString());
		Ended missing = this.site.startWith(nothing, "run").await();
		assertThat(missing.exitCode()).as("%s", missing).isEqualTo(PERSON);
		assertThat(missing.out()).contains("no credentials were found; set AWS_ACCESS_KEY_ID");

		this.site.file("another.txt", 10, 2);
		Ended wrong = this.site
			.startWith(Map.of("AWS_ACCESS_KEY_ID", "AKIAWRONG", "AWS_SECRET_ACCESS_KEY", "very-secret"), "run",
					"--file", "files/another.txt")
			.await();
		assertThat(wrong.exitCode()).as("%s", wrong).isEqualTo(PERSON);
		assertThat(wrong.out()).contains("403 InvalidAccessKeyId").contains("correct the credentials");
		assertThat(wrong.out() + wrong.err()).doesNotContain("very-secret").doesNotContain("\tat ");

		assertThat(this.site.longhaul("run").exitCode()).isZero();
	}

	@Test
	void a_bucket_or_endpoint_that_is_not_there_is_named() throws IOException {
		this.site.file("good.txt", 10, 1);
		this.site.write("jobs/vault.yml",
				Files.readString(this.site.path("jobs/vault.yml")).replace("bucket: vault", "bucket: vualt"));
		Ended bucket = this.site.longhaul("run");
		assertThat(bucket.exitCode()).as("%s", bucket).isEqualTo(PERSON);
		assertThat(bucket.out()).contains("404 NoSuchBucket")
			.contains("create the bucket or correct destination.bucket");

		this.site.write("jobs/vault.yml", Files.readString(this.site.path("jobs/vault.yml"))
			.replaceFirst("endpoint: .*", "endpoint: http://127.0.0.1:" + unusedPort()));
		Ended endpoint = this.site.longhaul("run");
		assertThat(endpoint.exitCode()).as("%s", endpoint).isEqualTo(UNFINISHED);
		assertThat(endpoint.out()).contains("aborted  an unfinished upload")
			.contains("does not answer")
			.contains("check destination.endpoint");
		assertThat(endpoint.out() + endpoint.err()).doesNotContain("\tat ");
	}

	private static int unusedPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private static void delete(Path file) {
		try {
			Files.delete(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
