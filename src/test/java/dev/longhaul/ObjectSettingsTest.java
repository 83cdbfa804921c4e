package dev.longhaul;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a definition says of objects, from the file to the store and over restarts.
 */
class ObjectSettingsTest {

	@TempDir
	private Path folder;

	private Night night;

	@BeforeEach
	void begin() {
		this.night = Night.in(this.folder);
	}

	@AfterEach
	void end() {
		this.night.close();
	}

	@Test
	void every_object_is_made_as_the_definition_says() {
		this.night.defineTo("storage-class: STANDARD_IA, content-type: text/csv, cache-control: no-store, "
				+ "content-encoding: gzip, content-disposition: attachment, tags: {team: a, \"x y\": z}, "
				+ "acl: bucket-owner-full-control, metadata: {owner: b}");
		Path small = this.night.file("small.csv", 10, 1);
		Path large = this.night.file("large.csv", 2 * Night.PART, 2);

		assertThat(this.night.run()).extracting((outcome) -> outcome.result()).containsOnly(Result.DELIVERED);

		this.night.assertDelivered(large);
		for (Path file : new Path[] { small, large }) {
			assertThat(headers(file.getFileName().toString())).containsAllEntriesOf(Map.of("x-amz-storage-class",
					"STANDARD_IA", "content-type", "text/csv", "cache-control", "no-store", "content-encoding", "gzip",
					"content-disposition", "attachment", "x-amz-tagging-count", "2", "x-amz-meta-owner", "b"));
		}
		assertThat(this.night.s3().requests())
			.filteredOn((request) -> request.op() == Op.PUT_OBJECT || request.op() == Op.CREATE_MULTIPART_UPLOAD)
			.hasSize(2)
			.extracting((request) -> request.headers().get("x-amz-acl"))
			.containsOnly("bucket-owner-full-control");
	}

	@Test
	void a_content_type_that_is_found_out_is_the_same_at_a_restart() {
		this.night.defineTo("content-type: auto");
		this.night.file("a.csv", 10, 1);
		this.night.file("b.mp4", Night.PART + 1, 2);
		this.night.file("c.unheard", 10, 1);
		this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).times(2).answer(403, "AccessDenied"));
		this.night.s3().faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).once().answer(403, "AccessDenied"));
		assertThat(this.night.run()).extracting((outcome) -> outcome.result()).containsOnly(Result.FAILED);

		this.night.run();

		assertThat(headers("a.csv")).containsEntry("content-type", "text/csv");
		assertThat(headers("b.mp4")).containsEntry("content-type", "video/mp4");
		assertThat(headers("c.unheard")).containsEntry("content-type", "application/octet-stream");
		assertThat(this.night.s3().requests())
			.filteredOn((request) -> request.op() == Op.PUT_OBJECT || request.op() == Op.CREATE_MULTIPART_UPLOAD)
			.hasSize(6)
			.extracting((request) -> request.key() + " " + request.headers().get("content-type"))
			.containsOnly("a.csv text/csv", "b.mp4 video/mp4", "c.unheard application/octet-stream");
	}

	@Test
	void a_lock_counts_from_the_first_try_and_not_from_the_restart() {
		this.night.s3().enableObjectLock(Night.BUCKET);
		this.night.defineTo("object-lock: {mode: governance, retain-for: 30d, legal-hold: true}");
		this.night.file("a.bin", 10, 1);
		this.night.file("b.bin", Night.PART + 1, 2);
		this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).once().answer(403, "AccessDenied"));
		this.night.s3().faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).once().answer(403, "AccessDenied"));
		Instant before = Instant.now().minusSeconds(1);
		assertThat(this.night.run()).extracting((outcome) -> outcome.result()).containsOnly(Result.FAILED);
		Instant after = Instant.now();

		assertThat(this.night.run()).extracting((outcome) -> outcome.result()).containsOnly(Result.RESUMED);

		for (Op op : List.of(Op.PUT_OBJECT, Op.CREATE_MULTIPART_UPLOAD)) {
			List<String> ends = this.night.s3()
				.requests(op)
				.stream()
				.map((request) -> String.valueOf(request.headers().get("x-amz-object-lock-retain-until-date")))
				.toList();
			assertThat(ends).hasSize(2);
			assertThat(Set.copyOf(ends)).hasSize(1);
			assertThat(Instant.parse(ends.get(0)).minus(Duration.ofDays(30))).isBetween(before, after);
		}
		assertThat(headers("b.bin")).containsEntry("x-amz-object-lock-mode", "GOVERNANCE")
			.containsEntry("x-amz-object-lock-legal-hold", "ON");
	}

	@Test
	void a_lock_that_was_corrected_counts_from_the_same_beginning() {
		this.night.s3().enableObjectLock(Night.BUCKET);
		this.night.file("b.bin", Night.PART + 1, 2);
		this.night.s3().faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).times(1).answer(403, "AccessDenied"));
		this.night.defineTo("object-lock: {mode: governance, retain-for: 1h}");
		this.night.run();
		this.night.defineTo("object-lock: {mode: governance, retain-for: 3h}");

		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);

		assertThat(Duration.between(Instant.parse(end(0)), Instant.parse(end(1)))).isEqualTo(Duration.ofHours(2));
	}

	private String end(int request) {
		return String.valueOf(this.night.s3()
			.requests(Op.CREATE_MULTIPART_UPLOAD)
			.get(request)
			.headers()
			.get("x-amz-object-lock-retain-until-date"));
	}

	private Map<String, String> headers(String key) {
		return this.night.s3().object(Night.BUCKET, key).headers();
	}

}
