package dev.longhaul.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.longhaul.console.RunDisplay;
import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.launch.Candidate;
import dev.longhaul.launch.Decision;
import dev.longhaul.launch.RunPlan;
import dev.longhaul.launch.UploadOutcome;
import dev.longhaul.part.PartPlan;
import dev.longhaul.part.PlanImpossible;
import dev.longhaul.upload.Cure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/**
 * Uploads what is new, resumes what is unfinished, skips what was delivered.
 */
@Command(name = "run", mixinStandardHelpOptions = true,
		description = "Uploads what is new, resumes what is unfinished, skips what was delivered.")
public final class RunCommand implements Callable<Integer> {

	private final RunSessions sessions;

	@ParentCommand
	private LonghaulCommand longhaul = new LonghaulCommand();

	@Parameters(paramLabel = "DEFINITION", arity = "0..*",
			description = "Names in the jobs folder or paths of YAML files; none means all that are enabled.")
	private List<String> definitions = new ArrayList<>();

	@Option(names = "--file", paramLabel = "PATH", description = "Only this file, settled or not; may be repeated.")
	private List<Path> files = new ArrayList<>();

	@Option(names = "--dry-run", description = "Only say what would be done.")
	private boolean dryRun;

	@Option(names = "--again", description = "Send delivered files once more.")
	private boolean again;

	@Option(names = "--json", description = "One JSON object a line on stdout.")
	private boolean json;

	public RunCommand(RunSessions sessions) {
		this.sessions = sessions;
	}

	@Override
	public Integer call() throws Exception {
		DefinitionsInUse inUse = new DefinitionsInUse(this.longhaul.definitions().select(this.definitions));
		Clock clock = this.longhaul.clock();
		Instant begun = clock.instant();
		try (RunSession session = this.sessions.open(this.longhaul.home(), inUse, "run");
				StopSignals signals = StopSignals.watch(session.stop(), session.shutdownGrace());
				RunDisplay display = this.longhaul.console().run(this.json)) {
			RunPlan plan = session.planner().plan(this.files);
			if (this.dryRun) {
				return dryRun(session, plan, inUse, display);
			}
			List<UploadOutcome> outcomes;
			try (ProgressTicker ticker = ProgressTicker.start(display, session.monitor())) {
				outcomes = session.run().execute(plan, this.again, display::ended);
			}
			display.summary(plan, outcomes, session.monitor().bytesSent(), Duration.between(begun, clock.instant()));
			return signals.exitCode().orElseGet(() -> ExitCode.of(outcomes));
		}
	}

	private int dryRun(RunSession session, RunPlan plan, DefinitionsInUse inUse, RunDisplay display) {
		List<UploadOutcome> refused = new ArrayList<>(plan.refused());
		for (Candidate candidate : plan.candidates()) {
			UploadIdentity identity = candidate.identity();
			JobDefinition definition = inUse.get(identity.definition());
			Decision decision = session.launcher().decide(candidate, this.again);
			try {
				int parts = PartPlan.of(identity.size(), definition.transfer().size()).parts();
				display.planned(new RunDisplay.DryRunLine(decision.action(), definition.name(),
						identity.file().toString(), identity.destination(), candidate.key(), identity.size(), parts));
			}
			catch (PlanImpossible ex) {
				refused.add(UploadOutcome.refused(definition.name(), identity.file(),
						identity.file() + ": " + ex.getMessage(), Cure.PERSON));
			}
		}
		refused.forEach(display::ended);
		return ExitCode.of(refused);
	}

}
