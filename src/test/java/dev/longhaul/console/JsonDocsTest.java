package dev.longhaul.console;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.longhaul.cluster.RangeEvent;
import dev.longhaul.history.HistoryPruner;
import dev.longhaul.history.OutcomeFields;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.report.ExecutionView;
import dev.longhaul.report.FolderHealth;
import dev.longhaul.report.LastRun;
import dev.longhaul.report.NodeView;
import dev.longhaul.report.OtherUpload;
import dev.longhaul.report.RangeView;
import dev.longhaul.report.UnendedRun;
import dev.longhaul.report.UploadDetails;
import dev.longhaul.report.UploadView;
import dev.longhaul.report.WatchHealth;
import dev.longhaul.sweep.SweptUpload;
import dev.longhaul.upload.Cure;
import dev.longhaul.upload.Receipt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page on JSON names every field that is printed.
 */
class JsonDocsTest {

	private final String page = Files.readString(Path.of("src/docs/json.md"));

	JsonDocsTest() throws IOException {
	}

	@ParameterizedTest
	@ValueSource(classes = { UploadView.class, ExecutionView.class, RangeView.class, UploadDetails.class,
			OtherUpload.class, Receipt.class, SweptUpload.class, HistoryPruner.Pruned.class, NodeView.class,
			RangeEvent.class, LastRun.class, LastRun.Failure.class, UnendedRun.class, FolderHealth.class,
			FolderHealth.Failure.class, WatchHealth.class })
	void names_every_field_of(Class<?> type) {
		assertThat(Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName))
			.allSatisfy((field) -> assertThat(this.page).contains("`" + field + "`"));
	}

	@Test
	void names_every_field_of_a_run() {
		UploadOutcome failed = Outcomes.undelivered(UploadOutcome.Result.FAILED, "because", Cure.PERSON);

		assertThat(OutcomeFields.upload(failed).keySet()).filteredOn((field) -> !field.equals("event"))
			.allSatisfy((field) -> assertThat(this.page).contains("`" + field + "`"));
		assertThat(OutcomeFields.counts(List.of()).keySet())
			.allSatisfy((field) -> assertThat(this.page).contains("`" + field + "`"));
	}

	@Test
	void names_every_word() {
		assertThat(UploadView.State.values())
			.allSatisfy((state) -> assertThat(this.page).contains("`" + state.name() + "`"));
		assertThat(UnendedRun.State.values())
			.allSatisfy((state) -> assertThat(this.page).contains("`" + state.name() + "`"));
		assertThat(SweptUpload.Result.values())
			.allSatisfy((result) -> assertThat(this.page).contains("`" + result.name().toLowerCase(Locale.ROOT) + "`"));
		assertThat(Cure.values())
			.allSatisfy((cure) -> assertThat(this.page).contains("`" + cure.name().toLowerCase(Locale.ROOT) + "`"));
	}

}
