package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The file of each night has a name of its own, and all go to one key, as
 * {@code latest.dump}: what is begun later ends up there, whatever happens to the earlier
 * ones.
 */
class SharedKeyTest {

	private static final String KEY = "latest.dump";

	private final Night night;

	private final Path monday;

	SharedKeyTest(@TempDir Path folder) throws IOException {
		this.night = Night.in(folder);
		define("");
		this.monday = this.night.file("mon.dump", 3 * Night.PART, 1);
		this.night.leaveUnfinished();
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void what_is_unfinished_goes_on_first_and_the_next_nights_file_replaces_it() {
		Path next = this.night.file("a-tue.dump", 10, 2);
		List<Path> inOrder = new ArrayList<>();

		assertThat(this.night.run((outcome) -> inOrder.add(outcome.file()))).extracting(UploadOutcome::result)
			.containsExactly(Result.RESUMED, Result.DELIVERED);

		assertThat(inOrder).containsExactly(this.monday, next);
		assertHas(next);
		assertThat(this.night.run()).extracting(UploadOutcome::result).containsOnly(Result.SKIPPED);
	}

	@Test
	void several_unfinished_ones_go_on_in_the_order_in_which_they_were_begun() {
		Path next = this.night.file("a-tue.dump", 4 * Night.PART, 2);
		this.night.leaveUnfinished();
		assertThat(this.night.s3().openUploads()).hasSize(2);
		Path third = this.night.file("wed.dump", 10, 3);
		List<Path> inOrder = new ArrayList<>();

		assertThat(this.night.run((outcome) -> inOrder.add(outcome.file()))).extracting(UploadOutcome::result)
			.containsExactly(Result.RESUMED, Result.RESUMED, Result.DELIVERED);

		assertThat(inOrder).containsExactly(this.monday, next, third);
		assertHas(third);
	}

	@Test
	void one_that_fails_again_does_not_hold_up_the_next_one_and_ends_when_that_is_delivered() throws IOException {
		Path next = this.night.file("tue.dump", 10, 2);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"));
		assertThat(this.night.run()).extracting(UploadOutcome::result).containsExactly(Result.FAILED, Result.DELIVERED);
		this.night.s3().faults().clear();

		assertThat(this.night.longhaul("run", "--dry-run")).contains("would abort  an unfinished upload: " + why(next));
		assertThat(this.night.longhaul("run"))
			.contains("aborted  an unfinished upload: " + why(next) + "; its upload was aborted");

		assertHas(next);
		Path third = this.night.file("wed.dump", 20, 3);
		assertThat(this.night.run()).extracting(UploadOutcome::result)
			.as("the first one is not begun anew")
			.containsExactly(Result.TURNED_AWAY, Result.SKIPPED, Result.DELIVERED);
		assertHas(third);
	}

	@Test
	void one_that_the_store_has_lost_is_begun_anew_and_yet_comes_before_the_later_one() {
		Path next = this.night.file("tue.dump", 4 * Night.PART, 2);
		this.night.leaveUnfinished();
		this.night.s3().faults().add(Fault.on(Op.LIST_PARTS).once().vanish());

		assertThat(this.night.run()).extracting(UploadOutcome::result)
			.containsExactlyInAnyOrder(Result.DELIVERED, Result.RESUMED);

		assertHas(next);
	}

	@Test
	void a_dry_run_foresees_that_one_that_has_ended_is_not_begun_anew() {
		Path next = this.night.file("tue.dump", 10, 2);
		this.night.longhaul("run", "--file", next.toString());
		this.night.longhaul("rerun");

		assertThat(this.night.longhaul("run", "--dry-run")).contains("would not send  " + why(next));
	}

	@Test
	void a_rerun_does_not_put_it_in_the_place_of_a_later_one_either() {
		Path next = this.night.file("tue.dump", 10, 2);
		this.night.longhaul("run", "--file", next.toString());

		assertThat(this.night.longhaul("rerun")).contains(why(next));

		assertHas(next);
		this.night.longhaul("run", "--again", "--file", this.monday.toString());
		assertHas(this.monday);
	}

	@Test
	void one_that_is_delivered_and_not_taken_away_yet_is_not_replaced_by_it_either() throws IOException {
		define("on-success: {move: \"%s\"}".formatted(Night.write(this.monday.resolveSibling("../sent"), new byte[0])));
		Path next = this.night.file("tue.dump", 10, 2);
		this.night.longhaul(3, "run", "--file", next.toString());

		this.night.longhaul(3, "rerun");

		assertHas(next);
	}

	@Test
	void where_nothing_is_to_be_aborted_its_parts_are_kept() throws IOException {
		define("on-failure: keep");
		Path next = this.night.file("tue.dump", 10, 2);
		this.night.longhaul("run", "--file", next.toString());

		assertThat(this.night.longhaul("run")).contains("not sent  " + why(next) + "; its parts are kept");

		assertThat(this.night.s3().object(Night.BUCKET, KEY).size()).isEqualTo(10);
		assertThat(this.night.s3().openUploads()).hasSize(1);
	}

	@Test
	void new_ones_are_refused_while_there_are_several_and_the_unfinished_one_goes_on() {
		Path next = this.night.file("tue.dump", 10, 2);
		Path third = this.night.file("wed.dump", 20, 3);

		assertThat(this.night.longhaul(3, "run")).contains("resumed and delivered  " + this.monday)
			.contains(next + " would get the same key 'latest.dump' as " + third + ";");

		assertHas(this.monday);
	}

	private String why(Path next) {
		return this.monday + " is not sent, for " + next + ", which was begun later, has been delivered to its key '"
				+ KEY + "'";
	}

	private void assertHas(Path file) {
		assertThat(this.night.s3().object(Night.BUCKET, KEY).mismatch(file)).as("%s", file).isEqualTo(-1);
		assertThat(this.night.s3().openUploads()).as("uploads left open").isEmpty();
	}

	private void define(String further) throws IOException {
		this.night.define(further);
		Path definition = this.night.definitions().resolve("vault.yml");
		Files.writeString(definition,
				Files.readString(definition)
					.replace("{path}", KEY)
					.replace("generic}", "generic, if-exists: overwrite}"));
	}

}
