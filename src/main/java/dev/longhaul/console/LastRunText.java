package dev.longhaul.console;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.longhaul.history.OutcomeFields;
import dev.longhaul.report.LastRun;
import dev.longhaul.report.StatusReport;
import dev.longhaul.report.UnendedRun;
import dev.longhaul.report.UploadView;

/**
 * What the last runs of the definitions did, and which have not come to their end, in
 * words and for programs.
 */
final class LastRunText {

	private static final String INTERRUPTED = "did not come to its end: its process was killed, the machine stopped, "
			+ "or the repository was away; the next run goes on where it stopped";

	/** A service has an environment and a user of its own. */
	private static final String HERE = "with the environment and the rights of whoever asks here a run of all definitions "
			+ "begins nothing and ends with 2, until what is WRONG is corrected; where a service has others its last run "
			+ "tells how that went";

	private final PrintStream out;

	private final StatusReport status;

	LastRunText(PrintStream out, StatusReport status) {
		this.out = out;
		this.status = status;
	}

	/** Those of a definition together, in the order in which they began. */
	void lines() {
		List<Told> told = new ArrayList<>();
		this.status.lastRuns().forEach((run) -> told.add(new Told(run.definition(), run.begun(), () -> lines(run))));
		this.status.unendedRuns().forEach((run) -> told.add(new Told(run.definition(), run.begun(), () -> line(run))));
		told.sort(Comparator.comparing(Told::definition).thenComparing(Told::begun));
		told.forEach((run) -> run.lines().run());
		Stream
			.concat(this.status.unfinished().stream().map(UploadView::definition), told.stream().map(Told::definition))
			.distinct()
			.filter((name) -> !isDefined(name))
			.forEach((name) -> this.out
				.println("no definition %s in %s: a run of all that are there passes over its files"
					.formatted(Amounts.printable(name), Amounts.printable(this.status.definitions().folder()))));
		List<String> problems = this.status.definitions().problems();
		problems.forEach((problem) -> this.out.println("WRONG  " + Amounts.printable(problem)));
		if (!problems.isEmpty()) {
			this.out.println(HERE);
		}
	}

	private void lines(LastRun run) {
		this.out.println("%s  %s  %s to %s (%s ago)  exit code %d  %s".formatted(name(run),
				Amounts.printable(run.definition()), Amounts.moment(run.begun()), Amounts.moment(run.ended()),
				ago(run.ended()), run.exitCode(), SummaryText.of(run)));
		run.failures()
			.stream()
			.filter((failure) -> !failure.deliveredSince())
			.forEach(
					(failure) -> this.out.println("   FAILED  " + RunText.sentence(failure.file(), failure.message())));
		if (run.moreFailures() > 0) {
			this.out.println("   FAILED  … and %s".formatted(Amounts.count(run.moreFailures(), "more file")));
		}
	}

	private String name(LastRun run) {
		boolean followed = run.command().equals("run") && this.status.unendedRuns()
			.stream()
			.anyMatch((unended) -> unended.definition().equals(run.definition()) && unended.isTheLast());
		return followed ? "run before" : "last " + run.command();
	}

	private void line(UnendedRun run) {
		String definition = Amounts.printable(run.definition());
		String begun = Amounts.moment(run.begun());
		this.out.println(switch (run.state()) {
			case RUNNING ->
				"%s under way  %s  since %s (%s)".formatted(run.command(), definition, begun, ago(run.begun()));
			case INTERRUPTED -> "last %s  %s  begun %s (%s ago)  %s".formatted(run.command(), definition, begun,
					ago(run.begun()), INTERRUPTED);
			case BROKEN_OFF -> "last %s  %s  begun %s (%s ago)  broken off: %s".formatted(run.command(), definition,
					begun, ago(run.begun()), Amounts.printable(String.valueOf(run.message())));
		});
	}

	private String ago(Instant then) {
		return Amounts.time(Duration.between(then, this.status.at()));
	}

	private boolean isDefined(String definition) {
		return this.status.definitions().has().test(definition);
	}

	/** Those that ended, and then the others. */
	void json() {
		this.status.lastRuns().forEach(this::json);
		this.status.unendedRuns().forEach(this::json);
		this.status.definitions().problems().forEach((problem) -> {
			Map<String, Object> line = OutcomeFields.event("problem");
			line.put("message", problem);
			new JsonLines(this.out).print(line);
		});
	}

	private void json(UnendedRun run) {
		Map<String, Object> line = OutcomeFields.event("unended-run");
		line.put("definition", run.definition());
		line.put("command", run.command());
		line.put("state", run.state());
		line.put("begun", run.begun());
		line.put("ended", run.ended());
		line.put("message", run.message());
		line.put("defined", isDefined(run.definition()));
		new JsonLines(this.out).print(line);
	}

	private void json(LastRun run) {
		Map<String, Object> line = OutcomeFields.event("last-run");
		line.put("definition", run.definition());
		line.put("command", run.command());
		line.put("begun", run.begun());
		line.put("ended", run.ended());
		line.put("exitCode", run.exitCode());
		line.put("delivered", run.delivered());
		line.put("resumed", run.resumed());
		line.put("skipped", run.skipped());
		line.put("superseded", run.superseded());
		line.put("aborted", run.aborted());
		line.put("failed", run.failed());
		line.put("stopped", run.stopped());
		line.put("keyExists", run.keyExists());
		line.put("unsettled", run.unsettled());
		line.put("leftOut", run.leftOut());
		line.put("withoutFiles", run.withoutFiles());
		line.put("bytesSent", run.bytesSent());
		line.put("failedHooks", run.failedHooks());
		line.put("deliveredSince", run.deliveredSince());
		line.put("failures", run.failures());
		line.put("moreFailures", run.moreFailures());
		line.put("defined", isDefined(run.definition()));
		new JsonLines(this.out).print(line);
	}

	/** A run, and how its lines are printed. */
	private record Told(String definition, Instant begun, Runnable lines) {

	}

}
