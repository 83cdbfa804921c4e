package dev.longhaul.e2e;

import java.nio.charset.Charset;
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
 * What is wrong around a process, its settings, locale, names and credentials, is said in
 * one sentence, with the documented exit code and no stack trace.
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
	void definitions_and_settings_are_refused_before_anything_starts() {
		this.site.file("good.txt", 10, 1);
		this.site.write("jobs/broken.yml",
				"source: {directory: files}\ndestination: {bucket: vault}\ntransfer:\n  part-size: many\n");
		refused("jobs/broken.yml:4:14: transfer.part-size 'many' is no part size", "run");
		this.site.write("config/application.yml", "longhaul: {bandwidth: {8-18: 10MB}}\n");
		refused("longhaul: config/application.yml:1:30: longhaul.bandwidth[8-18] '8-18' is no time window", "run",
				"vault");
		assertThat(this.site.s3().requests()).isEmpty();
	}

	@Test
	void a_name_that_the_locale_cannot_read_is_refused_where_it_stands() {
		this.site.write("jobs/broken.yml", """
				source: {directory: "d\u00e4ten"}
				destination: {bucket: vault}
				hooks:
				  after-run: ["/bin/h\u00f6k"]
				  webhook: {url: "https://hooks.example.com/x", header: X, secret-file: "/s\u00e9cret"}
				""");
		Map<String, String> cron = new HashMap<>(Site.credentials());
		cron.put("LC_ALL", "C");

		Ended ended = this.site.startWith(cron, "run").await();

		assertThat(ended.exitCode()).as("%s", ended).isEqualTo(USAGE);
		assertThat(ended.err())
			.contains("broken.yml:1:21: source.directory", "hooks.after-run[0]", "webhook.secret-file")
			.contains("set LC_ALL=C.UTF-8");
	}

	@Test
	void a_report_that_cannot_be_written_is_none() {
		this.site.file("good.txt", 10, 1);
		Map<String, String> arabic = new HashMap<>(Site.credentials());
		arabic.put("JAVA_TOOL_OPTIONS", "-Duser.language=ar -Duser.country=EG");
		assertThat(this.site.startWith(arabic, "run").await().out()).as("digits of our own")
			.contains("10 bytes in 1 part");

		Ended lost = this.site.longhaulInto("/dev/full", "show", "--receipt", "1");

		assertThat(lost.exitCode()).as("%s", lost).isEqualTo(UNFINISHED);
		assertThat(lost.err()).contains("could not be written (No space left on device)");
		assertThat(this.site.longhaulInto(">(head -c 1 > /dev/null)", "show", "--receipt", "1").exitCode())
			.as("a reader that has seen enough")
			.isZero();
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

}
