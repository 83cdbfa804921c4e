package dev.longhaul.console;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

import dev.longhaul.doctor.Check;
import dev.longhaul.doctor.Check.Result;

/**
 * What a pre-flight shows: a line for each check, and a count.
 */
public final class DoctorDisplay {

	private static final Map<Result, String> WORDS = new EnumMap<>(Map.of(Result.OK, "ok  ", Result.NOTE, "note",
			Result.WARN, "WARN", Result.FAIL, "FAIL", Result.SKIPPED, "skip"));

	private final PrintStream out;

	private final boolean json;

	DoctorDisplay(PrintStream out, boolean json) {
		this.out = out;
		this.json = json;
	}

	/** Called once for each check. */
	public void checked(Check check) {
		if (this.json) {
			new JsonLines(this.out).print(json(check));
			return;
		}
		String subject = (check.definition() != null) ? check.definition() + " " : "";
		String advice = (check.advice() != null) ? "; " + check.advice() : "";
		this.out.println("%s  %s".formatted(WORDS.get(check.result()),
				Amounts.printable(subject + check.name() + ": " + check.message() + advice)));
	}

	private static Map<String, Object> json(Check check) {
		Map<String, Object> line = new LinkedHashMap<>();
		line.put("event", "check");
		line.put("definition", check.definition());
		line.put("check", check.name());
		line.put("result", name(check.result()));
		line.put("message", check.message());
		line.put("advice", check.advice());
		return line;
	}

	/** Called once, last. */
	public void summary(List<Check> checks) {
		Map<Result, Long> counts = new EnumMap<>(Result.class);
		checks.forEach((check) -> counts.merge(check.result(), 1L, Long::sum));
		if (this.json) {
			Map<String, Object> line = new LinkedHashMap<>();
			line.put("event", "summary");
			for (Result result : Result.values()) {
				line.put(name(result), counts.getOrDefault(result, 0L));
			}
			new JsonLines(this.out).print(line);
			return;
		}
		StringJoiner words = new StringJoiner(", ");
		counts.forEach((result, count) -> words.add(switch (result) {
			case OK -> count + " ok";
			case NOTE -> Amounts.count(count, "note");
			case WARN -> Amounts.count(count, "warning");
			case FAIL -> count + " FAILED";
			case SKIPPED -> count + " skipped";
		}));
		this.out.println("longhaul: " + words);
	}

	private static String name(Result result) {
		return Amounts.word(result);
	}

}
