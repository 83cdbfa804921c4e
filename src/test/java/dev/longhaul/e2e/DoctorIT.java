package dev.longhaul.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import dev.longhaul.e2e.LonghaulProcess.Ended;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pre-flight as a person starts it: exit codes, beside a run, and where the machine
 * is not as it should be.
 */
class DoctorIT {

	private static final int USAGE = 2;

	private static final int PERSON = 3;

	private final Site site;

	DoctorIT(@TempDir Path folder) {
		this.site = Site.in(folder);
		this.site.file("good.bin", 100, 1);
	}

	@AfterEach
	void close() {
		assertThat(this.site.s3().openUploads()).isEmpty();
		this.site.close();
	}

	@Test
	void a_place_where_a_run_works_passes_and_nothing_is_made() {
		Ended ended = this.site.longhaul("doctor");

		assertThat(ended.exitCode()).as("%s", ended).isZero();
		assertThat(ended.out()).contains("ok    vault abort: ").contains("WARN  vault lifecycle: ");
		assertThat(ended.out()).contains("longhaul: ").doesNotContain("FAIL").doesNotContain("skip");
		assertThat(ended.err()).isEmpty();
		assertThat(this.site.path(".longhaul")).doesNotExist();
		assertThat(this.site.s3().objects()).isEmpty();
	}

	@Test
	void an_invalid_definition_alone_ends_with_2_and_anything_worse_with_3() {
		this.site.write("jobs/broken.yml", "source:\n  directory: files\n  colour: red\n");
		Ended invalid = this.site.longhaul("doctor", "--offline");
		assertThat(invalid.exitCode()).as("%s", invalid).isEqualTo(USAGE);
		assertThat(invalid.out()).contains("broken.yml:3:3: unknown setting source.colour")
			.contains("ok    vault folder: ");

		this.site.s3().faults().add(Fault.on(Op.LIST_PARTS).answer(403, "AccessDenied"));
		Ended worse = this.site.longhaul("doctor", "--json");
		assertThat(worse.exitCode()).as("%s", worse).isEqualTo(PERSON);
		assertThat(worse.out().lines()).allMatch((line) -> line.startsWith("{\"event\":"));
		assertThat(worse.out()).contains("\"check\":\"list-parts\",\"result\":\"fail\"");
	}

	@Test
	void it_works_beside_a_run() {
		this.site.file("large.bin", 12 * Site.MIB, 2);
		Fault stall = this.site.s3().faults().add(Fault.on(Op.UPLOAD_PART).key("in/large.bin").stallInBody());
		LonghaulProcess run = this.site.start("run");
		this.site.s3().awaitRequest(Op.UPLOAD_PART, 1, Duration.ofMinutes(2));

		Ended ended = this.site.longhaul("doctor");

		assertThat(ended.exitCode()).as("%s", ended).isZero();
		assertThat(ended.out()).containsPattern("note  repository: it is held by process \\d+ \\(run\\) since ");
		stall.release();
		assertThat(run.await().exitCode()).isZero();
	}

	@Test
	void credentials_that_are_missing_and_a_locale_that_misreads_names_are_told_of() {
		Map<String, String> bare = new HashMap<>();
		bare.put("AWS_EC2_METADATA_DISABLED", "true");
		bare.put("HOME", this.site.path("").toString());
		bare.put("LC_ALL", "C");

		Ended ended = this.site.startWith(bare, "doctor").await();

		assertThat(ended.exitCode()).as("%s", ended).isEqualTo(PERSON);
		assertThat(ended.out()).contains("FAIL  vault credentials: ")
			.contains("set AWS_ACCESS_KEY_ID")
			.contains("skip  vault create: not checked, because there are no credentials")
			.contains("WARN  file-names: ")
			.contains("LC_ALL=C.UTF-8");
		assertThat(ended.out() + ended.err()).doesNotContain("\tat ");
		assertThat(this.site.s3().requests()).isEmpty();
	}

	@Test
	void a_region_that_is_missing_is_not_taken_for_missing_credentials() {
		this.site.write("jobs/vault.yml", "source: {directory: files}\ndestination: {bucket: vault}\n");
		Map<String, String> noRegion = new HashMap<>(Site.credentials());
		noRegion.put("AWS_EC2_METADATA_DISABLED", "true");
		noRegion.put("HOME", this.site.path("").toString());

		Ended ended = this.site.startWith(noRegion, "doctor").await();

		assertThat(ended.exitCode()).as("%s", ended).isEqualTo(PERSON);
		assertThat(ended.out()).contains("no region is known; set destination.region or AWS_REGION")
			.contains("skip  vault create: not checked, because no connection can be made");
	}

	@Test
	void native_code_for_a_multi_region_access_point_that_cannot_be_loaded_is_told_of() {
		this.site.write("jobs/vault.yml", """
				source: {directory: files}
				destination: {bucket: "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap"}
				""");
		Map<String, String> noFolder = new HashMap<>(Site.credentials());
		noFolder.put("_JAVA_OPTIONS",
				"-Djava.io.tmpdir=/proc/none -Djava.library.path=/proc/none " + "-Dlonghaul.native-cryptography=false");

		Ended ended = this.site.startWith(noFolder, "doctor").await();

		assertThat(ended.exitCode()).as("%s", ended).isEqualTo(PERSON);
		assertThat(ended.out()).contains("FAIL  vault connection: a Multi-Region Access Point needs signatures")
			.contains("It is unpacked into /proc/none");
		assertThat(ended.out() + ended.err()).doesNotContain("\tat ");
	}

}
