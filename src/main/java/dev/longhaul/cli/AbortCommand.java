package dev.longhaul.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

import dev.longhaul.definition.Definitions;
import dev.longhaul.history.RunKind;
import dev.longhaul.launch.RunMode;
import dev.longhaul.plan.RunPlan;
import dev.longhaul.plan.UnfinishedPlanner;
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

	@Parameters(paramLabel = "UPLOAD|FILE", arity = "1..*",
			description = "Numbers, as status tells them, or paths of files, of which all unfinished uploads are meant.")
	private List<String> chosen = new ArrayList<>();

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
				RunKind.ABORT, (console) -> console.run(this.json))
			.execute(definitions, this::plan, this.forget ? RunMode.FORGET : RunMode.USUAL);
		if (this.forget && exitCode == ExitCode.DELIVERED) {
			this.longhaul.console().notice("no store was asked: what it still holds of the parts stays there");
		}
		return exitCode;
	}

	private RunPlan plan(RunSession session) {
		UnfinishedPlanner planner = session.unfinished();
		Predicate<String> isNumber = UploadNumber::isOne;
		ChosenUploads uploads = ChosenUploads.of(this.longhaul, this.chosen.stream().filter(isNumber).toList(),
				this.chosen.stream().filter(isNumber.negate()).toList(), planner, "nothing was aborted",
				"abort the upload; 'longhaul abort --forget %d' ends it without its definition, and asks no store");
		RunPlan plan = uploads.require(
				planner.aborting(uploads.numbers(), this.forget ? "by abort --forget" : "by the abort command"),
				planner.leftBehind(uploads.numbers()), planner::standing);
		plan.candidates()
			.stream()
			.filter(session.engine().launcher()::hasToWait)
			.forEach((candidate) -> this.longhaul.console()
				.notice("%s: the abort waits until what is being sent to %s has ended"
					.formatted(candidate.identity().path(), candidate.key())));
		return plan;
	}

}
