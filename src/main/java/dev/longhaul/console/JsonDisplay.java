package dev.longhaul.console;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.longhaul.launch.RunPlan;
import dev.longhaul.launch.UploadOutcome;
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
		Map<String, Object> line = event("upload");
		line.put("result", outcome.result().name().toLowerCase(Locale.ROOT));
		line.put("definition", outcome.definition());
		line.put("file", outcome.file().toString());
		line.put("upload", outcome.upload());
		line.put("key", outcome.key());
		if (outcome.cure() != null) {
			line.put("cure", outcome.cure().name().toLowerCase(Locale.ROOT));
			line.put("message", outcome.message());
		}
		outcome.receipt().ifPresent((receipt) -> line.put("receipt", receipt));
		this.lines.print(line);
	}

	@Override
	public void planned(DryRunLine plan) {
		Map<String, Object> line = event("plan");
		line.put("action", plan.action().name().toLowerCase(Locale.ROOT));
		line.put("definition", plan.definition());
		line.put("file", plan.file());
		line.put("destination", plan.destination());
		line.put("key", plan.key());
		line.put("size", plan.bytes());
		line.put("parts", plan.parts());
		this.lines.print(line);
	}

	@Override
	public void summary(RunPlan plan, List<UploadOutcome> outcomes, long bytesSent, Duration took) {
		Map<String, Object> line = event("summary");
		for (UploadOutcome.Result result : UploadOutcome.Result.values()) {
			line.put(result.name().toLowerCase(Locale.ROOT),
					outcomes.stream().filter((outcome) -> outcome.result() == result).count());
		}
		line.put("unsettled", plan.unsettled().size());
		line.put("bytesSent", bytesSent);
		line.put("millis", took.toMillis());
		this.lines.print(line);
	}

	@Override
	public void close() {
		// nothing is kept back
	}

	private static Map<String, Object> event(String name) {
		Map<String, Object> line = new LinkedHashMap<>();
		line.put("event", name);
		return line;
	}

}
