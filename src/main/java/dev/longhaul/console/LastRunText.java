package dev.longhaul.console;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.longhaul.launch.OutcomeFields;
import dev.longhaul.report.LastRun;

/**
 * What the last run of a definition did, in words and for programs.
 */
final class LastRunText {

	private final PrintStream out;

	private final Instant now;

	LastRunText(PrintStream out, Instant now) {
		this.out = out;
		this.now = now;
	}

	void lines(LastRun run) {
		this.out.println("last %s  %s  %s to %s (%s ago)  exit code %d  %s".formatted(run.command(),
				Amounts.printable(run.definition()), Amounts.moment(run.begun()), Amounts.moment(run.ended()),
				Amounts.time(Duration.between(run.ended(), this.now)), run.exitCode(), SummaryText.of(run)));
		run.failures()
			.forEach(
					(failure) -> this.out.println("   FAILED  " + RunText.sentence(failure.file(), failure.message())));
		if (run.moreFailures() > 0) {
			this.out.println("   FAILED  … and %s".formatted(Amounts.count(run.moreFailures(), "more file")));
		}
	}

	void json(LastRun run) {
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
		line.put("bytesSent", run.bytesSent());
		line.put("failedHooks", run.failedHooks());
		line.put("failures", run.failures());
		line.put("moreFailures", run.moreFailures());
		new JsonLines(this.out).print(line);
	}

}
