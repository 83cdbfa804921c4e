package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A rebuild that ends before each file had its turn: the next runs look in the store for
 * what is there until one has come to all files.
 */
class BrokenOffRebuildTest {

	private static final int FILES = 6;

	private static final String GOES_ON = "did not come to all files, so this run too looks in the store";

	private final Path folder;

	private final Night night;

	private final PowerCut cut;

	private final List<Path> files = new ArrayList<>();

	BrokenOffRebuildTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
		this.cut = PowerCut.of(folder);
	}

	@BeforeEach
	void loseTheHomeOfDeliveredFiles() throws IOException {
		for (int i = 0; i < FILES; i++) {
			this.files.add(this.night.file("small-" + i, 1000 + i, i));
		}
		assertThat(this.night.longhaul("run")).contains("longhaul: 6 delivered");
		FileSystemUtils.deleteRecursively(this.folder.resolve("home"));
	}

	@AfterEach
	void end() {
		this.night.close();
	}

	@Test
	void after_a_kill_the_next_run_looks_for_files_whose_turn_had_not_come() {
		cutPowerInTheMiddleOf("run", "--rebuild");
		assertThat(this.cut.longhaul("run", "--dry-run").out())
			.contains("would send, but for what the store has of it  " + this.files.get(FILES - 1));

		TypedCommand next = this.cut.longhaul("run");

		assertThat(next.exitCode()).isZero();
		assertThat(next.err()).containsOnlyOnce(GOES_ON);
		assertNothingWasSentAgain();
	}

	@Test
	void once_a_run_has_come_to_all_files_no_other_looks_for_them() {
		cutPowerInTheMiddleOf("run", "--rebuild");
		this.cut.longhaul("run");
		this.night.file("new", 1000, 99);
		int looks = this.night.s3().requests(Op.LIST_MULTIPART_UPLOADS).size();

		TypedCommand later = this.cut.longhaul("run");

		assertThat(later.out()).contains("longhaul: 1 delivered, 6 skipped");
		assertThat(later.err()).doesNotContain(GOES_ON);
		assertThat(this.night.s3().requests(Op.LIST_MULTIPART_UPLOADS)).hasSize(looks);
	}

	@Test
	void one_that_came_to_all_files_leaves_nothing_to_the_next_run() {
		this.night.longhaul("run", "--rebuild");
		assertNothingWasSentAgain();

		assertThat(TypedCommand.in(this.folder, "run").err()).doesNotContain(GOES_ON);
	}

	@Test
	void one_that_found_empty_folders_has_come_to_nothing() throws IOException {
		Path mounted = this.folder.resolve("files");
		Path away = this.folder.resolve("away");
		Files.move(mounted, away);
		Files.createDirectories(mounted);
		TypedCommand.in(this.folder, "run", "--rebuild");
		Files.delete(mounted);
		Files.move(away, mounted);

		assertThat(TypedCommand.in(this.folder, "run").err()).contains(GOES_ON);

		assertNothingWasSentAgain();
	}

	@Test
	void one_whose_uploads_were_aborted_has_come_to_nothing() {
		this.night.define("on-failure: abort");
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).answer(403, "AccessDenied"));
		assertThat(TypedCommand.in(this.folder, "run", "--rebuild").out()).contains("its upload was aborted");
		this.night.s3().faults().clear();

		assertThat(TypedCommand.in(this.folder, "run").err()).contains(GOES_ON);

		assertNothingWasSentAgain();
	}

	@ParameterizedTest
	@ValueSource(strings = { "delete", "{move: sent}" })
	void where_files_are_taken_away_an_empty_folder_ends_it(String onSuccess) throws IOException {
		this.night.define("on-failure: abort\non-success: " + onSuccess.replace("sent", this.folder + "/sent"));
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).answer(403, "AccessDenied"));
		TypedCommand.in(this.folder, "run", "--rebuild");
		for (Path file : this.files) {
			Files.delete(file);
		}

		assertThat(TypedCommand.in(this.folder, "run").err()).contains(GOES_ON);

		assertThat(TypedCommand.in(this.folder, "run").err()).doesNotContain(GOES_ON);
	}

	@Test
	void one_over_named_files_that_came_through_does_not_end_that_of_the_others() {
		cutPowerInTheMiddleOf("run", "--rebuild");
		this.cut.longhaul("run", "--rebuild", "--file", this.files.get(0).toString());

		assertThat(this.cut.longhaul("run").err()).contains(GOES_ON);

		assertNothingWasSentAgain();
	}

	@Test
	void one_over_named_files_that_came_through_leaves_nothing_to_the_next_run() {
		this.night.longhaul("run", "--rebuild", "--file", this.files.get(0).toString());
		this.files.stream().skip(1).forEach((file) -> assertThat(file.toFile().delete()).isTrue());

		assertThat(TypedCommand.in(this.folder, "run").err()).doesNotContain(GOES_ON);
	}

	private void cutPowerInTheMiddleOf(String... words) {
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).once().then(this.cut::happens));
		TypedCommand.in(this.folder, words);
	}

	private void assertNothingWasSentAgain() {
		assertThat(this.night.s3().requests(Op.PUT_OBJECT)).hasSize(FILES);
	}

}
