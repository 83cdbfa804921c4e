package dev.longhaul.cli;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.longhaul.definition.Definitions;
import dev.longhaul.launch.RunMode;
import dev.longhaul.launch.RunPlan;
import dev.longhaul.launch.UnfinishedPlanner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/**
 * Ends unfinished uploads and frees their parts in the store.
 */
@Command(name = "abort", mixinStandardHelpOptions = true,
		description = "Ends unfinished uploads and frees their parts in the store.")
final class AbortCommand implements Callable<Integer>, Requestable {

	private final RunSessions sessions;

	@ParentCommand
	private LonghaulCommand longhaul;

	@Parameters(paramLabel = "UPLOAD", arity = "1..*", converter = UploadNumber.class,
			description = "Numbers, as status tells them.")
	private Set<Long> uploads = new LinkedHashSet<>();

	@Option(names = "--forget",
			description = "End them without asking their stores, for a store, a bucket or a definition that is gone for good. "
					+ "What a store still holds of them stays there.")
	private boolean forget;

	@Option(names = "--json", description = "One JSON object a line on stdout.")
	private boolean json;

	AbortCommand(RunSessions sessions) {
		this.sessions = sessions;
	}

	@Override
	public Integer call() throws Exception {
		Definitions definitions = new Definitions(this.longhaul.definitions().readable());
		int exitCode = new PlannedRun(this.longhaul, this.longhaul.goingOn(this.sessions), this.longhaul.claim("abort"),
				false, (console) -> console.run(this.json))
			.execute(definitions, this::plan, this.forget ? RunMode.FORGET : RunMode.USUAL);
		if (this.forget && exitCode == ExitCode.DELIVERED) {
			this.longhaul.console().notice("no store was asked: what it still holds of the parts stays there");
		}
		return exitCode;
	}

	private RunPlan plan(RunSession session) {
		UnfinishedPlanner planner = session.unfinished();
		RunPlan plan = new ChosenUploads(this.longhaul, this.uploads, "nothing was aborted",
				"abort the upload; 'longhaul abort --forget %d' ends it without its definition, and asks no store")
			.require(planner.aborting(this.uploads, this.forget ? "by abort --forget" : "by the abort command"),
					planner.leftBehind(this.uploads), planner::standing);
		plan.candidates()
			.stream()
			.filter(session.engine().launcher()::hasToWait)
			.forEach((candidate) -> this.longhaul.console()
				.notice("%s: the abort waits until what is being sent to %s has ended"
					.formatted(candidate.identity().path(), candidate.key())));
		return plan;
	}

}
