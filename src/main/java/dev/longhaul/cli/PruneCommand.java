package dev.longhaul.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

import dev.longhaul.definition.Definitions;
import dev.longhaul.history.BegunRuns;
import dev.longhaul.history.HistoryPruner;
import dev.longhaul.history.HistoryPruner.Pruned;
import dev.longhaul.launch.RunClaims;
import dev.longhaul.launch.RunInProgress;
import dev.longhaul.repository.SharedClaims.Claimed;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * Shortens the history; delivered files stay known.
 */
@Command(name = "prune", mixinStandardHelpOptions = true,
		description = "Shortens the history; delivered files stay known and are not sent again.")
final class PruneCommand implements Callable<Integer>, Requestable {

	/** No definition has a name with a space. */
	private static final List<String> CLAIM = List.of("the pruning of the history");

	/** Nobody means a shorter time, but for none at all. */
	private static final Duration SHORTEST = Duration.ofHours(1);

	private final RunSessions sessions;

	@Spec
	private CommandSpec spec;

	@ParentCommand
	private LonghaulCommand longhaul;

	@Option(names = "--older-than", paramLabel = "DURATION", converter = DurationConverter.class, required = true,
			description = "Which uploads go, with their receipts: those that ended longer ago than this, such as 90d.")
	private Duration olderThan = Duration.ZERO;

	@Option(names = "--dry-run", description = "Only say how many that would be.")
	private boolean dryRun;

	@Option(names = "--json", description = "One JSON object on stdout.")
	private boolean json;

	PruneCommand(RunSessions sessions) {
		this.sessions = sessions;
	}

	@Override
	public Integer call() throws Exception {
		requireMeant();
		RunSessions opening = this.longhaul.goingOn(this.sessions);
		Definitions none = new Definitions(List.of());
		try (RunSession session = opening.open(this.longhaul.home(), none, this.longhaul.claim("prune"));
				Claimed claimed = claimed(session)) {
			session.signals().listen();
			HistoryPruner pruner = session.engine().pruner();
			Instant before = this.longhaul.clock().instant().minus(this.olderThan);
			Pruned pruned = pruner.prune(before, this.dryRun, session.signals()::isStopping);
			if (!this.dryRun) {
				forgetUnended(session, before);
			}
			this.longhaul.console().pruned(pruned, this.dryRun, this.json);
			if (!this.dryRun && !session.signals().isStopping()) {
				pruner.compact(); // also what an earlier one had no room for
			}
			session.tellOfStop(this.longhaul.console());
			return session.exitCode(ExitCode.DELIVERED);
		}
	}

	/**
	 * Runs that were killed, of which no later one of their definition took the place.
	 */
	private static void forgetUnended(RunSession session, Instant before) {
		BegunRuns begun = session.engine().history().begunRuns();
		RunClaims claims = session.engine().claims();
		for (String definition : begun.before(before)) {
			try (Claimed claimed = claims.take(List.of(definition), Duration.ZERO);
					RunClaims.Reruns reruns = claims.reruns(List.of(definition))) {
				if (reruns.has(definition)) {
					begun.forget(definition);
				}
			}
			catch (RunInProgress ex) {
				// it is at work
			}
		}
	}

	/** What went is gone, and who writes 3m means months. */
	private void requireMeant() {
		if (this.olderThan.compareTo(SHORTEST) < 0 && !this.olderThan.isZero()) {
			throw new ParameterException(this.spec.commandLine(),
					"--older-than %s is less than an hour%s: write days, such as 90d, or 0d for all that ended"
						.formatted(DurationFormatterUtils.print(this.olderThan, DurationFormat.Style.COMPOSITE),
								(this.olderThan.toMinutes() > 0) ? ", m are minutes" : ""));
		}
	}

	private static Claimed claimed(RunSession session) {
		try {
			return session.engine().claims().take(CLAIM, Duration.ZERO);
		}
		catch (RunInProgress ex) {
			throw ex.advising("nothing was pruned: run this command again when that one has ended");
		}
	}

}
