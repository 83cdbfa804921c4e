package dev.longhaul.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Outcomes as the fields of JSON objects, for programs; {@code event} says what an object
 * is. Fields are only ever added.
 */
public final class OutcomeFields {

	private OutcomeFields() {
	}

	/** What a run did for one file. */
	public static Map<String, Object> upload(UploadOutcome outcome) {
		Map<String, Object> fields = event("upload");
		fields.put("result", outcome.result().word());
		fields.put("definition", outcome.definition());
		fields.put("file", outcome.file().toString());
		fields.put("upload", outcome.upload());
		fields.put("key", outcome.key());
		if (outcome.cure() != null) {
			fields.put("cure", outcome.cure().name().toLowerCase(Locale.ROOT));
		}
		if (!outcome.message().isEmpty()) {
			fields.put("message", outcome.message());
		}
		outcome.receipt().ifPresent((receipt) -> fields.put("receipt", receipt));
		return fields;
	}

	/** How many ended in which way. */
	public static Map<String, Object> counts(List<UploadOutcome> outcomes) {
		Map<String, Object> fields = new LinkedHashMap<>();
		for (UploadOutcome.Result result : UploadOutcome.Result.values()) {
			fields.put(result.word(),
					outcomes.stream().filter((outcome) -> outcome.result().word().equals(result.word())).count());
		}
		fields.put("keyExists",
				outcomes.stream().filter((outcome) -> outcome.result() == UploadOutcome.Result.TURNED_AWAY).count());
		return fields;
	}

	/** An object that says first what it is. */
	public static Map<String, Object> event(String name) {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("event", name);
		return fields;
	}

}
