package dev.longhaul.console;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

import dev.longhaul.verify.Delivery;
import dev.longhaul.verify.Finding.Result;
import dev.longhaul.verify.Verdict;

/**
 * What a verification shows: a line for each delivery, and a count.
 */
public final class VerifyDisplay {

	private static final Map<Result, String> WORDS = new EnumMap<>(
			Map.of(Result.PROVED, "proved", Result.DIFFERS, "DIFFERS", Result.MISSING, "MISSING", Result.REPLACED,
					"REPLACED", Result.CHANGED, "changed", Result.UNPROVED, "not proved"));

	private final PrintStream out;

	private final boolean json;

	VerifyDisplay(PrintStream out, boolean json) {
		this.out = out;
		this.json = json;
	}

	/** Called once for each delivery. */
	public void verified(Verdict verdict) {
		if (this.json) {
			new JsonLines(this.out).print(json(verdict));
			return;
		}
		Delivery delivery = verdict.delivery();
		StringJoiner said = new StringJoiner("; ").add(verdict.finding().message());
		if (verdict.finding().bytesRead() > 0) {
			said.add(Amounts.bytes(verdict.finding().bytesRead()) + " were read back");
		}
		verdict.notes().forEach(said::add);
		this.out.println("%s  %s%s%s: %s".formatted(WORDS.get(verdict.result()),
				(delivery.upload() != null) ? delivery.upload() + "  " : "",
				Amounts.printable(delivery.location().object()),
				(verdict.file() != null) ? ", " + Amounts.printable(verdict.file()) : "",
				Amounts.printable(said.toString())));
	}

	/** The fields, also for the page on them. */
	static Map<String, Object> json(Verdict verdict) {
		Delivery delivery = verdict.delivery();
		Map<String, Object> line = new LinkedHashMap<>();
		line.put("event", "verify");
		line.put("result", Amounts.word(verdict.result()));
		line.put("upload", delivery.upload());
		line.put("destination", delivery.location().address().identity());
		line.put("key", delivery.location().key());
		line.put("file", (verdict.file() != null) ? verdict.file().toString() : null);
		line.put("evidence", verdict.finding().evidence().label());
		line.put("message", verdict.finding().message());
		line.put("notes", verdict.notes());
		line.put("bytesRead", verdict.finding().bytesRead());
		line.put("changed", (verdict.finding().changed() != null) ? Amounts.word(verdict.finding().changed()) : null);
		return line;
	}

	/**
	 * Called once, last.
	 * @param unknown how many were named of which nothing is known
	 * @param undelivered how many were named whose uploads are unfinished
	 */
	public void summary(List<Verdict> verdicts, int unknown, int undelivered) {
		Map<Result, Long> counts = new EnumMap<>(Result.class);
		verdicts.forEach((verdict) -> counts.merge(verdict.result(), 1L, Long::sum));
		if (this.json) {
			Map<String, Object> line = new LinkedHashMap<>();
			line.put("event", "summary");
			for (Result result : Result.values()) {
				line.put(Amounts.word(result), counts.getOrDefault(result, 0L));
			}
			line.put("unknown", unknown);
			line.put("undelivered", undelivered);
			new JsonLines(this.out).print(line);
			return;
		}
		StringJoiner words = new StringJoiner(", ");
		counts.forEach((result, count) -> words.add(count + " " + WORDS.get(result)));
		if (unknown > 0) {
			words.add(unknown + " not known");
		}
		if (undelivered > 0) {
			words.add(undelivered + " not delivered yet");
		}
		boolean lost = verdicts.stream().anyMatch((verdict) -> verdict.finding().isLost());
		this.out
			.println(
					"longhaul: "
							+ words + (lost
									? "; where the file is still there, 'longhaul run --again "
											+ "--file FILE' sends once more what is missing or damaged in the store"
									: ""));
	}

}
