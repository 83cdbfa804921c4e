package dev.longhaul.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.longhaul.report.UploadReports;
import dev.longhaul.report.UploadView;
import dev.longhaul.repository.RepositoryReader;
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

	@Option(names = "--json", description = "One JSON object a line on stdout.")
	private boolean json;

	@Override
	public Integer call() {
		RepositoryReader reader = this.longhaul.reader();
		boolean owned = reader.isOwned();
		Optional<List<UploadView>> uploads = reader
			.read((jdbc) -> new UploadReports(jdbc, owned, this.longhaul.clock()).unfinished());
		uploads.ifPresentOrElse((unfinished) -> this.longhaul.console().status(unfinished, this.json),
				() -> this.longhaul.console().noRepository(this.longhaul.home().folder()));
		return ExitCode.DELIVERED;
	}

}
