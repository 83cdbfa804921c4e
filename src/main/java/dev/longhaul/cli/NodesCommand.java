package dev.longhaul.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.longhaul.report.NodeReports;
import dev.longhaul.report.NodeView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/**
 * Shows the processes that work with a repository that several machines share.
 */
@Command(name = "nodes", mixinStandardHelpOptions = true,
		description = "Shows the processes of all machines that work with the repository.")
final class NodesCommand implements Callable<Integer> {

	@ParentCommand
	private LonghaulCommand longhaul;

	@Option(names = "--json", description = "One JSON object a line on stdout.")
	private boolean json;

	@Override
	public Integer call() {
		this.longhaul.noticeOfPassedOver();
		Optional<List<NodeView>> nodes = this.longhaul.reader().read((jdbc, claimed) -> new NodeReports(jdbc).nodes());
		nodes.ifPresentOrElse((known) -> this.longhaul.console().nodes(known, this.json),
				() -> this.longhaul.console().noRepository(this.longhaul.reader().place()));
		return ExitCode.DELIVERED;
	}

}
