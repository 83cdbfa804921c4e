package dev.longhaul.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import dev.longhaul.report.UploadReports;
import dev.longhaul.report.UploadView;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/**
 * Shows what became of the uploads of the last days, also while a run is in progress.
 */
@Command(name = "history", mixinStandardHelpOptions = true,
		description = "Shows what became of the uploads of the last days.")
final class HistoryCommand implements Callable<Integer> {

	@ParentCommand
	private LonghaulCommand longhaul;

	@Option(names = "--since", paramLabel = "DURATION", converter = DurationConverter.class, defaultValue = "7d",
			description = "How far back, such as 12h or 30d (default: ${DEFAULT-VALUE}).")
	private Duration since = Duration.ofDays(7);

	@Option(names = "--definition", paramLabel = "NAME", description = "Only the uploads of this definition.")
	private @Nullable String definition;

	@Option(names = "--json", description = "One JSON object a line on stdout.")
	private boolean json;

	@Override
	public Integer call() {
		this.longhaul.noticeOfPassedOver();
		this.longhaul.reader().read((jdbc, claimed) -> {
			UploadReports reports = new UploadReports(jdbc, claimed, this.longhaul.clock());
			return reports.since(this.longhaul.clock().instant().minus(this.since));
		})
			.ifPresentOrElse((uploads) -> this.longhaul.console().history(chosen(uploads), this.json),
					() -> this.longhaul.console().noRepository(this.longhaul.reader().place()));
		return ExitCode.DELIVERED;
	}

	private List<UploadView> chosen(List<UploadView> uploads) {
		String wanted = this.definition;
		if (wanted == null) {
			return uploads;
		}
		List<UploadView> chosen = uploads.stream().filter((upload) -> upload.definition().equals(wanted)).toList();
		if (chosen.isEmpty() && !uploads.isEmpty()) {
			this.longhaul.console()
				.notice("no upload of '%s' in this time; there are those of %s".formatted(wanted,
						uploads.stream().map(UploadView::definition).distinct().collect(Collectors.joining(", "))));
		}
		return chosen;
	}

}
