package dev.longhaul.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.longhaul.console.Console;
import dev.longhaul.report.UploadReports;
import dev.longhaul.report.UploadView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/**
 * Shows the uploads that are under way or unfinished, also while a run is in progress.
 */
@Command(name = "status", mixinStandardHelpOptions = true,
		description = "Shows the uploads that are under way or unfinished.")
public final class StatusCommand implements Callable<Integer> {

	@ParentCommand
	private LonghaulCommand longhaul = new LonghaulCommand();

	@Option(names = "--follow",
			description = "Look every 2 s, and print what has changed, as long as a process is at work.")
	private boolean follow;

	@Option(names = "--json", description = "One JSON object a line on stdout.")
	private boolean json;

	@Override
	public Integer call() {
		Console console = this.longhaul.console();
		Optional<List<UploadView>> uploads = unfinished();
		uploads.ifPresentOrElse((unfinished) -> console.status(unfinished, this.json),
				() -> console.noRepository(this.longhaul.reader().place()));
		if (this.follow && uploads.isPresent()) {
			Set<UploadView> told = new HashSet<>(uploads.get());
			Following.whileTrue(() -> isStillFollowed(told, console));
		}
		return ExitCode.DELIVERED;
	}

	private boolean isStillFollowed(Set<UploadView> told, Console console) {
		boolean owned = this.longhaul.reader().isOwned();
		List<UploadView> now = unfinished().orElse(List.of());
		List<UploadView> changed = now.stream().filter((upload) -> !told.contains(upload)).toList();
		if (!changed.isEmpty()) {
			console.status(changed, this.json);
		}
		told.clear();
		told.addAll(now);
		return owned;
	}

	private Optional<List<UploadView>> unfinished() {
		return this.longhaul.reader()
			.read((jdbc, claimed) -> new UploadReports(jdbc, claimed, this.longhaul.clock()).unfinished());
	}

}
