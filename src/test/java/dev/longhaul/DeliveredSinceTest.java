package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What failed at night and was delivered before the morning sends nobody after it.
 */
class DeliveredSinceTest {

	private static final int PERSON = 3;

	private final Path folder;

	private final Night night;

	DeliveredSinceTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
	}

	@AfterEach
	void end() {
		this.night.close();
	}

	@Test
	void a_failure_that_a_rerun_has_cured_is_said_to_be() {
		this.night.file("big.bin", 3 * Night.PART, 1);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"));
		this.night.longhaul(PERSON, "run");
		assertThat(this.night.status()).contains("exit code 3  1 failed").doesNotContain("delivered since");
		this.night.s3().faults().clear();

		this.night.longhaul("rerun");

		assertThat(this.night.status()).contains("exit code 3  1 failed (1 delivered since)")
			.contains("last rerun  vault")
			.contains("1 resumed");
	}

	@Test
	void a_failure_of_a_file_that_was_sent_by_hand_is_not_told_any_more_and_those_of_the_others_are()
			throws IOException {
		key("{ext}");
		Path first = this.night.file("first", 100, 1);
		Path second = this.night.file("second", 100, 2);
		this.night.longhaul(PERSON, "run");
		key("{path}");

		this.night.longhaul("run", "--file", first.toString());

		assertThat(this.night.status()).contains("last run  vault")
			.contains("exit code 3  2 failed (1 delivered since)")
			.contains("   FAILED  " + second)
			.doesNotContain("   FAILED  " + first)
			.contains("last run --file  vault");
		JsonNode run = json();
		assertThat(run.get("failed").asInt()).isEqualTo(2);
		assertThat(run.get("deliveredSince").asInt()).isEqualTo(1);
		assertThat(run.get("failures")).extracting((failure) -> failure.get("deliveredSince").asBoolean())
			.containsExactlyInAnyOrder(true, false);
	}

	@Test
	void a_failure_of_a_file_that_changed_and_was_delivered_in_its_new_version_is_cured() {
		this.night.define("on-failure: abort");
		Path file = this.night.file("big.bin", 3 * Night.PART, 1);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"));
		this.night.longhaul(PERSON, "run");
		this.night.s3().faults().clear();
		this.night.file("big.bin", 100, 2);

		this.night.longhaul("run", "--file", file.toString());

		assertThat(this.night.status()).contains("1 failed (1 delivered since)").doesNotContain("   FAILED  ");
	}

	@Test
	void a_version_that_was_delivered_while_the_run_went_on_cures_the_failure_of_the_one_before() {
		this.night.define("on-failure: keep\n");
		this.night.file("big.bin", 3 * Night.PART, 1);
		this.night.leaveUnfinished();
		this.night.file("big.bin", 100, 2);

		assertThat(this.night.longhaul(PERSON, "run")).contains("1 delivered, 1 failed");

		assertThat(this.night.status()).contains("1 failed (1 delivered since)");
	}

	@Test
	void each_of_two_versions_that_failed_is_counted() {
		this.night.define("on-failure: keep\n");
		this.night.file("big.bin", 3 * Night.PART, 1);
		this.night.leaveUnfinished();
		this.night.file("big.bin", 3 * Night.PART, 2);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"));
		this.night.longhaul(PERSON, "run");
		assertThat(this.night.status()).contains("2 failed").doesNotContain("delivered since");
		this.night.s3().faults().clear();

		this.night.longhaul(PERSON, "rerun");

		assertThat(this.night.status()).contains("2 failed (2 delivered since)");
	}

	@Test
	void a_delivery_before_the_failure_is_no_cure() throws IOException {
		Path file = this.night.file("first", 100, 1);
		this.night.longhaul("run");
		key("{ext}");
		this.night.file("first", 100, 2);

		this.night.longhaul(PERSON, "run");

		assertThat(this.night.status()).contains("   FAILED  " + file).doesNotContain("delivered since");
	}

	@Test
	void programs_hear_of_a_folder_without_files() throws IOException {
		Files.createDirectories(this.folder.resolve("files"));
		this.night.longhaul("run");
		assertThat(json().get("withoutFiles").get(0).asString()).isEqualTo("vault");
		this.night.file("a.bin", 1, 1);

		this.night.longhaul("run");

		assertThat(json().get("withoutFiles")).isEmpty();
	}

	private JsonNode json() {
		return JsonMapper.builder().build().readTree(this.night.longhaul("status", "--json").lines().findFirst().get());
	}

	private void key(String template) throws IOException {
		Path definition = this.folder.resolve("vault.yml");
		String before = Files.readString(definition);
		Files.writeString(definition, before.replaceAll("key: \"[^\"]*\"", "key: \"" + template + "\""));
	}

}
