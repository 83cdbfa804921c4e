package dev.longhaul.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.longhaul.console.LeftBehindNotice;
import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.JobDefinitions;
import dev.longhaul.history.RunKind;
import dev.longhaul.launch.RunMode;
import dev.longhaul.plan.LeftBehind;
import dev.longhaul.plan.RunPlan;
import dev.longhaul.plan.UnfinishedPlanner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/**
 * Goes on with what is unfinished or failed, and begins nothing new.
 */
@Command(name = "rerun", mixinStandardHelpOptions = true,
		description = "Goes on with what is unfinished or failed, and begins nothing new.")
final class RerunCommand implements Callable<Integer>, Requestable {

	private final RunSessions sessions;

	@ParentCommand
	private LonghaulCommand longhaul;

	@Parameters(paramLabel = "DEFINITION|UPLOAD", arity = "0..*",
			description = "Definitions, or uploads by their numbers; none means all.")
	private List<String> chosen = new ArrayList<>();

	@Option(names = "--file", paramLabel = "PATH",
			description = "What is unfinished of this file, of whatever definition; may be repeated.")
	private List<String> files = new ArrayList<>();

	@Mixin
	private ClusterOption cluster = new ClusterOption();

	@Mixin
	private RunOutput output = new RunOutput();

	RerunCommand(RunSessions sessions) {
		this.sessions = sessions;
	}

	@Override
	public Integer call() throws Exception {
		List<String> uploads = this.chosen.stream().filter(UploadNumber::isOne).toList();
		List<String> names = this.chosen.stream().filter((word) -> !UploadNumber.isOne(word)).toList();
		JobDefinitions known = this.longhaul.definitions(names);
		Definitions definitions = new Definitions(names.isEmpty() ? known.readable() : known.select(names));
		RunSessions opening = this.longhaul.goingOn(this.cluster.of(this.sessions, this.longhaul.home()));
		return new PlannedRun(this.longhaul, opening, this.output.of(this.longhaul.claim("rerun")), RunKind.RERUN,
				this.output::on)
			.execute(definitions, (session) -> plan(session, uploads, names.isEmpty()), RunMode.USUAL);
	}

	/** What is not gone on with is said, unless other definitions were asked for. */
	private RunPlan plan(RunSession session, List<String> numbers, boolean ofAll) {
		UnfinishedPlanner planner = session.unfinished();
		ChosenUploads uploads = ChosenUploads.of(this.longhaul, numbers, this.files, planner, "nothing was sent",
				"rerun the upload");
		RunPlan plan = planner.goingOn(uploads.numbers());
		List<LeftBehind> left = ofAll ? planner.leftBehind(uploads.numbers()) : List.of();
		if (!uploads.numbers().isEmpty()) {
			return uploads.require(plan, left, planner::standing);
		}
		List<LeftBehind> idle = left.stream()
			.filter((upload) -> !session.launcher().isInHand(upload.identity()))
			.toList();
		new LeftBehindNotice(this.longhaul.console(), this.longhaul.jobs()).tell(idle, (definition) -> false);
		// those of another folder are not this command's, as they are not a run's
		JobDefinitions known = this.longhaul.definitions();
		return plan.leaving(idle.stream().filter((upload) -> known.has(upload.identity().definition())).toList());
	}

}
