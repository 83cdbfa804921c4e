package dev.longhaul.console;

import java.util.Collection;
import java.util.Map;

import dev.longhaul.history.OutcomeFields;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.upload.Transfer;

/**
 * For programs: one JSON object a line; {@code event} says what it is. Fields are only
 * ever added.
 */
final class JsonDisplay implements RunDisplay {

	private final JsonLines lines;

	JsonDisplay(JsonLines lines) {
		this.lines = lines;
	}

	@Override
	public void progress(Collection<Transfer> transfers) {
		// programs ask status; the lines of a run are its results
	}

	@Override
	public synchronized void ended(UploadOutcome outcome) {
		this.lines.print(OutcomeFields.upload(outcome));
	}

	@Override
	public void planned(DryRunLine plan) {
		Map<String, Object> line = OutcomeFields.event("plan");
		line.put("action", Amounts.word(plan.action()));
		line.put("definition", plan.definition());
		line.put("file", plan.file());
		line.put("destination", plan.destination());
		line.put("key", plan.key());
		line.put("size", plan.bytes());
		line.put("parts", plan.parts());
		line.put("ifFree", plan.ifFree());
		line.put("rebuild", plan.rebuild());
		line.put("delivered", plan.delivered());
		if (!plan.why().isEmpty()) {
			line.put("message", plan.why());
		}
		this.lines.print(line);
	}

	@Override
	public void planned(PlanSummary summary) {
		Map<String, Object> line = OutcomeFields.event("plan-summary");
		line.put("start", summary.start());
		line.put("resume", summary.resume());
		line.put("skip", summary.skip());
		line.put("abort", summary.abort());
		line.put("fail", summary.fail());
		line.put("refused", summary.refused());
		line.put("unsettled", summary.unsettled());
		line.put("leftOut", summary.leftOut().size());
		line.put("withoutFiles", summary.withoutFiles());
		this.lines.print(line);
	}

	@Override
	public void summary(RunSummary summary) {
		Map<String, Object> line = OutcomeFields.event("summary");
		line.putAll(OutcomeFields.counts(summary.outcomes()));
		line.put("unsettled", summary.plan().unsettled().size());
		line.put("leftOut", summary.plan().leftOut().size());
		line.put("withoutFiles", summary.plan().withoutFiles());
		line.put("bytesSent", summary.bytesSent());
		line.put("millis", summary.took().toMillis());
		line.put("failedHooks", summary.failedHooks());
		this.lines.print(line);
	}

	@Override
	public void close() {
		// nothing is kept back
	}

}
