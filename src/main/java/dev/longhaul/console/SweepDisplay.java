package dev.longhaul.console;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

import dev.longhaul.sweep.SweptUpload;
import dev.longhaul.sweep.SweptUpload.Result;

/**
 * What a sweep shows: a line for each upload of ours, and how many others there are and
 * the first of their places.
 */
public final class SweepDisplay {

	private static final Map<Result, String> WORDS = new EnumMap<>(Map.of(Result.ABORTED, "aborted", Result.WOULD_ABORT,
			"would abort", Result.KEPT, "kept", Result.FOREIGN, "not ours, left alone", Result.FAILED, "FAILED"));

	/** Uploads that are not ours. */
	private static final int NAMED = 3;

	private final PrintStream out;

	private final boolean json;

	SweepDisplay(PrintStream out, boolean json) {
		this.out = out;
		this.json = json;
	}

	/** Called once for each upload. */
	public void swept(SweptUpload upload) {
		if (this.json) {
			new JsonLines(this.out).print(json(upload));
		}
		else if (upload.result() != Result.FOREIGN) {
			String id = upload.uploadId().isEmpty() ? "" : " (upload id " + Amounts.printable(upload.uploadId()) + ")";
			this.out.println("%s  %s%s: %s".formatted(WORDS.get(upload.result()), place(upload), id,
					Amounts.printable(upload.message())));
		}
	}

	private static String place(SweptUpload upload) {
		return upload.destination() + (upload.key().isEmpty() ? "" : "/" + Amounts.printable(upload.key()));
	}

	private static Map<String, Object> json(SweptUpload upload) {
		Map<String, Object> line = new LinkedHashMap<>();
		line.put("event", "sweep");
		line.put("result", Amounts.word(upload.result()));
		line.put("destination", upload.destination());
		line.put("key", upload.key());
		line.put("uploadId", upload.uploadId());
		if (upload.initiated() != null) {
			line.put("initiated", upload.initiated());
		}
		line.put("upload", upload.upload());
		line.put("message", upload.message());
		if (upload.cure() != null) {
			line.put("cure", Amounts.word(upload.cure()));
		}
		return line;
	}

	/** Called once, last. */
	public void summary(List<SweptUpload> uploads) {
		if (this.json) {
			return;
		}
		Map<Result, Long> counts = new EnumMap<>(Result.class);
		uploads.forEach((upload) -> counts.merge(upload.result(), 1L, Long::sum));
		StringJoiner words = new StringJoiner(", ");
		words.setEmptyValue("nothing was left behind");
		counts.forEach((result, count) -> words
			.add(count + " " + WORDS.get(result) + ((result == Result.FOREIGN) ? foreign(uploads, count) : "")));
		this.out.println("longhaul: " + words);
	}

	/** Whoever looks for its owner needs a name; a bucket may have thousands. */
	private static String foreign(List<SweptUpload> uploads, long count) {
		return uploads.stream()
			.filter((upload) -> upload.result() == Result.FOREIGN)
			.limit(NAMED)
			.map(SweepDisplay::place)
			.collect(Collectors.joining(", ", " (", (count > NAMED) ? ", …)" : ")"));
	}

}
