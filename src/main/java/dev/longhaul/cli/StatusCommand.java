package dev.longhaul.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.longhaul.console.Console;
import dev.longhaul.machine.Pause;
import dev.longhaul.report.DefinitionsSeen;
import dev.longhaul.report.FollowedUploads;
import dev.longhaul.report.LastRun;
import dev.longhaul.report.LastRunReports;
import dev.longhaul.report.StatusReport;
import dev.longhaul.report.UnendedRun;
import dev.longhaul.report.UnendedRunReports;
import dev.longhaul.report.UnfinishedUploads;
import dev.longhaul.report.UploadReports;
import dev.longhaul.report.UploadView;
import dev.longhaul.report.WatchHealth;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/**
 * Shows the uploads that are under way or unfinished, also while a run is in progress,
 * and what the last run of each definition did.
 */
@Command(name = "status", mixinStandardHelpOptions = true,
		description = "Shows the uploads that are under way or unfinished, and what the last run of each definition did.")
final class StatusCommand implements Callable<Integer> {

	private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

	@ParentCommand
	private LonghaulCommand longhaul;

	@Option(names = "--follow",
			description = "Look every 2 s, and print what has changed and how it ended, as long as a process is at work; "
					+ "where nothing arrives, one sign of life a minute.")
	private boolean follow;

	@Option(names = "--json", description = "One JSON object a line on stdout.")
	private boolean json;

	@Override
	public Integer call() {
		this.longhaul.noticeOfPassedOver();
		Console console = this.longhaul.console();
		Optional<StatusReport> status = this.longhaul.reader()
			.read((jdbc, claimed) -> new Known(
					new UploadReports(jdbc, claimed, this.longhaul.clock()).unfinishedByFiles(),
					new LastRunReports(jdbc).all(), new UnendedRunReports(jdbc, claimed).all()))
			.map(this::report);
		status.ifPresentOrElse((report) -> console.status(report, this.json),
				() -> console.noRepository(this.longhaul.reader().place()));
		if (this.follow && status.isPresent()) {
			FollowedUploads followed = new FollowedUploads(status.get().unfinished(), this.longhaul.clock().instant());
			while (isStillFollowed(followed, console)) {
				Pause.of(BETWEEN_LOOKS);
			}
		}
		return ExitCode.DELIVERED;
	}

	/** Looks at files, for which nobody has to wait who wants the repository. */
	private StatusReport report(Known known) {
		List<UploadView> unfinished = known.unfinished().seen();
		DefinitionsSeen definitions = DefinitionsSeen.of(this.longhaul.definitions(), this.longhaul.jobs().toString());
		return new StatusReport(this.longhaul.clock().instant(), unfinished, known.lastRuns(), known.unendedRuns(),
				definitions, WatchHealth.of(this.longhaul.home().folder()));
	}

	/** Prints what is new since the last look. */
	private boolean isStillFollowed(FollowedUploads followed, Console console) {
		boolean owned = this.longhaul.reader().isOwned();
		List<UploadView> now = read((reports) -> unfinishedAndEnded(reports, followed.unfinished())).orElse(List.of());
		List<UploadView> news = followed.news(now, this.longhaul.clock().instant());
		if (!news.isEmpty()) {
			console.uploads(news, this.json);
		}
		return owned && console.isRead();
	}

	/** What is unfinished, and how what was unfinished at the last look has ended. */
	private static List<UploadView> unfinishedAndEnded(UploadReports reports, Set<Long> last) {
		List<UploadView> uploads = new ArrayList<>(reports.unfinished());
		Set<Long> unfinished = uploads.stream().map(UploadView::upload).collect(Collectors.toSet());
		last.stream()
			.filter((upload) -> !unfinished.contains(upload))
			.flatMap((upload) -> reports.upload(upload).stream())
			.forEach(uploads::add);
		return uploads;
	}

	private <T> Optional<T> read(Function<UploadReports, T> question) {
		return this.longhaul.reader()
			.read((jdbc, claimed) -> question.apply(new UploadReports(jdbc, claimed, this.longhaul.clock())));
	}

	/** What the repository tells. */
	private record Known(UnfinishedUploads unfinished, List<LastRun> lastRuns, List<UnendedRun> unendedRuns) {

	}

}
