package dev.longhaul.cli;

import java.util.List;
import java.util.concurrent.Callable;

import dev.longhaul.console.SweepDisplay;
import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.JobDefinitions;
import dev.longhaul.sweep.SweptUpload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/**
 * Finds and aborts uploads that were left behind, and asks the store whether they are
 * gone.
 */
@Command(name = "sweep", mixinStandardHelpOptions = true,
		description = "Finds and aborts uploads that were left behind; what is not Longhaul's is left alone.")
final class SweepCommand implements Callable<Integer>, Requestable {

	private final RunSessions sessions;

	@ParentCommand
	private LonghaulCommand longhaul;

	@Option(names = "--dry-run", description = "Only say what would be aborted.")
	private boolean dryRun;

	@Option(names = "--json", description = "One JSON object a line on stdout.")
	private boolean json;

	SweepCommand(RunSessions sessions) {
		this.sessions = sessions;
	}

	@Override
	public Integer call() throws Exception {
		JobDefinitions known = this.longhaul.definitions().requireAny();
		List<JobDefinition> readable = known.readable();
		Definitions definitions = new Definitions(readable);
		RunSessions opening = this.longhaul.goingOn(this.sessions);
		SweepDisplay display = this.longhaul.console().sweep(this.json);
		try (RunSession session = opening.open(this.longhaul.home(), definitions, this.longhaul.claim("sweep"))) {
			session.signals().listen();
			List<SweptUpload> swept = session.sweeper().sweep(this.dryRun, display::swept);
			display.summary(swept);
			session.tellOfStop(this.longhaul.console());
			if (known.areAll(readable)) {
				return session.exitCode(ExitCode.ofSweep(swept));
			}
			this.longhaul.console()
				.notice("what lies in the buckets of definitions that cannot be read was not looked for; "
						+ "correct them, then sweep again");
			return session.exitCode(Math.max(ExitCode.ofSweep(swept), ExitCode.UNFINISHED));
		}
	}

}
