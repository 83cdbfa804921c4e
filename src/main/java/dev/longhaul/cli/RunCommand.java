package dev.longhaul.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.longhaul.console.LeftBehindNotice;
import dev.longhaul.console.LyingAgainNotice;
import dev.longhaul.console.RenamedNotice;
import dev.longhaul.console.RunDisplay;
import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.JobDefinitions;
import dev.longhaul.history.Candidate;
import dev.longhaul.history.Decision;
import dev.longhaul.history.RunKind;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.launch.RunMode;
import dev.longhaul.part.PlanImpossible;
import dev.longhaul.plan.DryRun;
import dev.longhaul.plan.Foresight;
import dev.longhaul.plan.RunPlan;
import dev.longhaul.repository.home.Claim;
import dev.longhaul.upload.Cure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/**
 * Uploads what is new, resumes what is unfinished, skips what was delivered.
 */
@Command(name = "run", mixinStandardHelpOptions = true,
		description = "Uploads what is new, resumes what is unfinished, skips what was delivered.")
final class RunCommand implements Callable<Integer>, Requestable {

	private final RunSessions sessions;

	@ParentCommand
	private LonghaulCommand longhaul;

	@Parameters(paramLabel = "DEFINITION", arity = "0..*",
			description = "Names in the jobs folder or paths of YAML files; none means all that are enabled.")
	private List<String> definitions = new ArrayList<>();

	@Option(names = "--file", paramLabel = "PATH",
			description = "Only this file, settled or not, also one that the definition does not take by itself; "
					+ "may be repeated.")
	private List<String> files = new ArrayList<>();

	@Option(names = "--dry-run", description = "Only say what would be done.")
	private boolean dryRun;

	@Option(names = "--again", description = "Send delivered files once more.")
	private boolean again;

	@Option(names = "--rebuild",
			description = "After the repository was lost: look in the store first for unfinished uploads and objects "
					+ "of the files, and take them over.")
	private boolean rebuild;

	@Option(names = "--wait", paramLabel = "DURATION", converter = DurationConverter.class, defaultValue = "0s",
			description = "Wait for so long, such as 30m or 2h, while another run holds the home.")
	private Duration wait = Duration.ZERO;

	@Mixin
	private ClusterOption cluster = new ClusterOption();

	@Mixin
	private RunOutput output = new RunOutput();

	RunCommand(RunSessions sessions) {
		this.sessions = sessions;
	}

	@Override
	public Integer call() throws Exception {
		Definitions inUse = new Definitions(this.longhaul.definitions(this.definitions).select(this.definitions));
		this.longhaul.noticeOfNone(inUse);
		Claim claim = this.output.of(this.longhaul.claim(this.dryRun ? "run --dry-run" : "run", this.wait));
		RunSessions opening = this.cluster.of(this.sessions, this.longhaul.home());
		RunKind kind = this.files.isEmpty() ? RunKind.RUN : RunKind.RUN_OF_FILES;
		return this.dryRun ? dryRun(inUse, claim) : new PlannedRun(this.longhaul, opening, claim, kind, this.output::on)
			.execute(inUse, this::plan, new RunMode(this.again, this.rebuild, false));
	}

	@Override
	public Duration patience() {
		return this.wait;
	}

	private RunPlan plan(RunSession session) {
		RunPlan plan = session.planner().plan(files(), this.again);
		if (!this.again) {
			new LyingAgainNotice(this.longhaul.console()).tell(plan.candidates(), (candidate) -> {
				JobDefinition definition = session.definitions().get(candidate.identity().definition());
				return !definition.onSuccess().keeps() && definition.source().holds(candidate.identity().file());
			});
		}
		JobDefinitions known = this.longhaul.definitions();
		new RenamedNotice(this.longhaul.console(), this.longhaul.jobs()).tell(session.planner().deliveredByOthers(plan),
				known::has);
		if (this.definitions.isEmpty() && this.files.isEmpty()) {
			new LeftBehindNotice(this.longhaul.console(), this.longhaul.jobs()).tell(plan.leftBehind()
				.stream()
				.filter((upload) -> !session.launcher().isInHand(upload.identity()))
				.toList(), known::has);
		}
		return plan;
	}

	private boolean looksInStore(RunSession session, JobDefinition definition) {
		return this.rebuild || (!this.again && session.engine().history().rebuilds().isUnderWay(definition.name()));
	}

	private List<Path> files() {
		return this.files.stream().map(this.longhaul::file).toList();
	}

	private int dryRun(Definitions inUse, Claim claim) throws Exception {
		RunSessions opening = this.longhaul.beginningNothing(this.sessions);
		try (RunSession session = opening.open(this.longhaul.home(), inUse, claim);
				RunDisplay display = this.output.on(this.longhaul.console())) {
			return dryRun(session, plan(session), inUse, display);
		}
	}

	private int dryRun(RunSession session, RunPlan plan, Definitions inUse, RunDisplay display) {
		List<UploadOutcome> refused = new ArrayList<>(plan.refused());
		List<UploadOutcome> failing = new ArrayList<>();
		List<Decision.Action> actions = new ArrayList<>();
		DryRun dryRun = session.dryRun();
		for (Candidate candidate : plan.candidates()) {
			UploadIdentity identity = candidate.identity();
			JobDefinition definition = inUse.get(identity.definition());
			try {
				Foresight foreseen = dryRun.of(candidate, this.again);
				Decision decision = foreseen.decision();
				actions.add(decision.action());
				foreseen.failure(candidate).ifPresent(failing::add);
				display.planned(new RunDisplay.DryRunLine(decision.action(), definition.name(),
						identity.file().toString(), identity.destination(), decision.key(), identity.size(),
						foreseen.parts(), foreseen.why(), definition.destination().ifExists().isForTheStore(),
						decision.action() == Decision.Action.START && looksInStore(session, definition),
						foreseen.delivered()));
			}
			catch (PlanImpossible ex) {
				refused.add(UploadOutcome.refused(definition.name(), identity.file(),
						identity.file() + ": " + ex.getMessage(), Cure.PERSON));
			}
		}
		refused.forEach(display::ended);
		display.planned(RunDisplay.PlanSummary.of(plan, actions, refused.size()));
		failing.addAll(refused);
		return ExitCode.of(failing);
	}

}
