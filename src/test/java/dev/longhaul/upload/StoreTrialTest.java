package dev.longhaul.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.store.Addresses;
import dev.longhaul.store.Conditions;
import dev.longhaul.store.ObjectSpec;
import dev.longhaul.store.RequestRefused;
import dev.longhaul.store.RequestTerms;
import dev.longhaul.store.Specs;
import dev.longhaul.store.StoreAddress;
import dev.longhaul.store.StoreException;
import dev.longhaul.store.StoreInQuestion;
import dev.longhaul.store.StoreProfile;
import dev.longhaul.store.s3.S3StoreProbes;
import dev.longhaul.stub.AccessKeys;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.StrictS3;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is learned of stores that verify, ignore or refuse.
 */
@ExtendWith(AccessKeys.class)
class StoreTrialTest {

	private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

	private final StrictS3 s3 = StrictS3.start().createBucket("vault");

	@TempDir
	private Path home;

	@AfterEach
	void nothingIsLeft() {
		assertThat(this.s3.openUploads()).isEmpty();
		assertThat(this.s3.objects()).isEmpty();
		this.s3.close();
	}

	@Test
	void takes_the_strongest_checksum_that_is_verified() {
		assertThat(knowledge(NOON).integrity(store())).isEqualTo(ChecksumAlgorithm.CRC64NVME);
		assertThat(this.s3.requests(Op.UPLOAD_PART))
			.allSatisfy((request) -> assertThat(request.key()).startsWith("db/.longhaul-trial-"));
	}

	@Test
	void lies_in_the_deepest_folder_that_leaves_its_name_room_in_a_key() {
		String folder = "db/" + "é".repeat(480) + "/";
		ObjectSpec longest = Specs.of(folder + "x".repeat(50) + "/12345.bin");
		StoreInQuestion store = new StoreInQuestion(StoreProfile.of(address()), address(), RequestTerms.NONE, longest);

		assertThat(knowledge(NOON).integrity(store)).isEqualTo(ChecksumAlgorithm.CRC64NVME);
		assertThat(this.s3.requests(Op.UPLOAD_PART))
			.allSatisfy((request) -> assertThat(request.key()).startsWith(folder + ".longhaul-trial-"));
	}

	@Test
	void takes_the_next_one_where_the_first_is_refused() {
		this.s3.faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).nth(1).answer(400, "InvalidRequest"));

		assertThat(knowledge(NOON).integrity(store())).isEqualTo(ChecksumAlgorithm.CRC32C);
	}

	@Test
	void does_not_rely_on_what_is_merely_accepted() {
		this.s3.faults().add(Fault.onAny().ignoreChecksums());

		assertThat(knowledge(NOON).integrity(store())).isEqualTo(ChecksumAlgorithm.MD5);
		assertThatExceptionOfType(RequestRefused.class)
			.isThrownBy(() -> knowledge(NOON).requireVerified(ChecksumAlgorithm.SHA256, store()))
			.withMessageContaining("does not verify sha256");
	}

	@Test
	void does_not_rely_on_what_only_parts_are_verified_by() {
		this.s3.faults().add(Fault.on(Op.PUT_OBJECT).ignoreChecksums());

		assertThat(knowledge(NOON).integrity(store())).isEqualTo(ChecksumAlgorithm.MD5);
	}

	@Test
	void leaves_no_version_of_its_objects() {
		this.s3.keepVersions("vault");
		this.s3.faults().add(Fault.on(Op.PUT_OBJECT).ignoreChecksums());

		knowledge(NOON).integrity(store());
		assertThat(knowledge(NOON).conditions(store())).isEqualTo(Conditions.BOTH);

		assertThat(this.s3.requests(Op.PUT_OBJECT)).hasSizeGreaterThan(1);
		assertThat(this.s3.pastVersions("vault")).isEmpty();
	}

	@Test
	void leaves_no_version_where_each_request_made_one() {
		this.s3.keepVersions("vault");
		this.s3.faults().add(Fault.onAny().ignoreHeaders("if-none-match"));

		assertThat(knowledge(NOON).conditions(store())).isEqualTo(Conditions.NONE);

		assertThat(this.s3.pastVersions("vault")).isEmpty();
	}

	@Test
	void hides_its_objects_where_it_may_not_take_versions_away() {
		this.s3.keepVersions("vault");
		this.s3.faults().add(Fault.on(Op.DELETE_OBJECT).nth(1).answer(403, "AccessDenied"));

		assertThat(knowledge(NOON).conditions(store())).isEqualTo(Conditions.BOTH);

		assertThat(this.s3.pastVersions("vault")).hasSize(1);
	}

	@Test
	void knows_damage_by_the_names_of_other_stores() {
		this.s3.faults().add(Fault.onAny().calling("BadDigest", "InvalidDigest"));

		assertThat(knowledge(NOON).integrity(store())).isEqualTo(ChecksumAlgorithm.CRC64NVME);
	}

	@Test
	void lets_pass_what_is_verified() {
		knowledge(NOON).requireVerified(ChecksumAlgorithm.SHA256, store());

		assertThat(this.s3.requests(Op.UPLOAD_PART)).hasSize(2);
	}

	@Test
	void takes_content_md5_where_nothing_may_be_tried_and_tries_again() {
		this.s3.faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).answer(403, "AccessDenied"));
		AtomicLong nanoTime = new AtomicLong();
		StoreKnowledge knowledge = new StoreKnowledge(new S3StoreProbes(), trials(NOON), nanoTime::get);
		assertThat(knowledge.integrity(store())).isEqualTo(ChecksumAlgorithm.MD5);
		int asked = this.s3.requests().size();
		this.s3.faults().clear();

		nanoTime.addAndGet(Duration.ofSeconds(59).toNanos());
		assertThat(knowledge.integrity(store())).isEqualTo(ChecksumAlgorithm.MD5);
		assertThat(this.s3.requests()).as("the files of the next minute do not wait for it").hasSize(asked);
		nanoTime.addAndGet(Duration.ofSeconds(2).toNanos());
		assertThat(knowledge.integrity(store())).isEqualTo(ChecksumAlgorithm.CRC64NVME);
	}

	@ParameterizedTest
	@CsvSource({ "404, NoSuchBucket", "400, KMS.DisabledException", "403, InvalidAccessKeyId",
			"403, SignatureDoesNotMatch", "403, QuotaExceeded", "403, UserSuspended", "403, Whatever",
			"407, ProxyAuthenticationRequired", "503, SlowDown" })
	void takes_nothing_weaker_for_what_passes_or_somebody_will_correct(int status, String code) {
		this.s3.faults().add(Fault.onAny().answer(status, code));

		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> knowledge(NOON).integrity(store()))
			.withMessageContaining(code);
		this.s3.faults().clear();
		assertThat(knowledge(NOON).integrity(store())).isEqualTo(ChecksumAlgorithm.CRC64NVME);
	}

	@Test
	void knows_which_requests_honour_a_condition() {
		assertThat(knowledge(NOON).conditions(store())).isEqualTo(Conditions.BOTH);
	}

	@Test
	void knows_that_complete_ignores_the_condition() {
		this.s3.faults().add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).ignoreHeaders("if-none-match"));

		assertThat(knowledge(NOON).conditions(store())).isEqualTo(Conditions.PUT_ONLY);
	}

	@Test
	void knows_that_nothing_honours_the_condition() {
		this.s3.faults().add(Fault.onAny().ignoreHeaders("if-none-match"));

		assertThat(knowledge(NOON).conditions(store())).isEqualTo(Conditions.NONE);
	}

	@Test
	void cannot_say_what_conditions_do_where_nothing_can_be_tried() {
		this.s3.faults().add(Fault.on(Op.PUT_OBJECT).answer(403, "AccessDenied"));

		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> knowledge(NOON).conditions(store()));
	}

	@Test
	void takes_away_an_object_whose_answer_was_lost() {
		this.s3.faults().add(Fault.on(Op.PUT_OBJECT).doneButAnswerLost());

		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> knowledge(NOON).conditions(store()));
		assertThat(this.s3.requests(Op.PUT_OBJECT)).isNotEmpty();
	}

	@Test
	void remembers_for_a_week() {
		knowledge(NOON).integrity(store());
		int requests = this.s3.requests().size();

		knowledge(NOON.plus(Duration.ofDays(6))).integrity(store());
		assertThat(this.s3.requests()).hasSize(requests);
		knowledge(NOON.plus(Duration.ofDays(8))).integrity(store());
		assertThat(this.s3.requests()).hasSize(2 * requests);
	}

	@ParameterizedTest
	@ValueSource(strings = { "yesterday crc64nvme", "2026-03-01T11:00:00Z crc128", "2026-03-01T11:00:00Z",
			"2026-03-01T12:00:01Z crc32c" })
	void tries_again_where_the_memory_is_damaged_of_another_version_or_of_a_time_to_come(String line)
			throws IOException {
		remember("integrity", line);

		assertThat(knowledge(NOON).integrity(store())).isEqualTo(ChecksumAlgorithm.CRC64NVME);
		assertThat(this.s3.requests(Op.UPLOAD_PART)).isNotEmpty();
		assertThat(file()).content().contains("crc64nvme").doesNotContain(line);
	}

	@Test
	void tries_again_what_another_version_tells_of_conditions() throws IOException {
		remember("conditions", "2026-03-01T11:00:00Z SOME");

		assertThat(knowledge(NOON).conditions(store())).isEqualTo(Conditions.BOTH);
		assertThat(file()).content().contains("BOTH").doesNotContain("SOME");
	}

	@Test
	void tries_again_what_is_neither_true_nor_false() throws IOException {
		remember("verifies-sha256", "2026-03-01T11:00:00Z partly");

		knowledge(NOON).requireVerified(ChecksumAlgorithm.SHA256, store());

		assertThat(file()).content().contains("true").doesNotContain("partly");
	}

	@Test
	void tries_nothing_where_the_profile_knows() {
		StoreInQuestion aws = new StoreInQuestion(StoreProfile.AWS, address(), RequestTerms.NONE, object());

		assertThat(knowledge(NOON).integrity(aws)).isEqualTo(ChecksumAlgorithm.CRC64NVME);
		assertThat(knowledge(NOON).conditions(aws)).isEqualTo(Conditions.BOTH);
		assertThat(knowledge(NOON)
			.integrity(new StoreInQuestion(StoreProfile.GENERIC, address(), RequestTerms.NONE, object())))
			.isEqualTo(ChecksumAlgorithm.MD5);
		assertThat(this.s3.requests()).isEmpty();
	}

	private void remember(String question, String line) throws IOException {
		String asked = question + "\\ " + address().identity().replace(":", "\\:");
		Files.writeString(file(), asked + "=" + line.replace(":", "\\:") + "\n");
	}

	private StoreKnowledge knowledge(Instant now) {
		return new StoreKnowledge(new S3StoreProbes(), trials(now));
	}

	private TrialsFile trials(Instant now) {
		return new TrialsFile(file(), Clock.fixed(now, ZoneOffset.UTC));
	}

	private Path file() {
		return this.home.resolve("stores.properties");
	}

	private StoreInQuestion store() {
		return new StoreInQuestion(StoreProfile.of(address()), address(), RequestTerms.NONE, object());
	}

	private static ObjectSpec object() {
		return Specs.of("db/big.bin");
	}

	private StoreAddress address() {
		return Addresses.at("vault", this.s3.endpoint());
	}

}
