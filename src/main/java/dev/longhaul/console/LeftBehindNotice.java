package dev.longhaul.console;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.longhaul.plan.LeftBehind;

/**
 * Tells of unfinished uploads with which no run goes on. Nobody else would ever speak of
 * them.
 *
 * @param jobs the folder of the definitions
 */
public record LeftBehindNotice(Console console, Path jobs) {

	private static final int NAMED = 5;

	/**
	 * Tells of the first one of each definition, and of the numbers of the others.
	 * @param isThere whether a definition is in the folder; it is disabled then
	 */
	public void tell(Collection<LeftBehind> left, Predicate<String> isThere) {
		left.stream()
			.collect(Collectors.groupingBy((upload) -> upload.identity().definition(), LinkedHashMap::new,
					Collectors.toList()))
			.forEach((definition, uploads) -> {
				if (isThere.test(definition)) {
					tellOfDisabled(uploads.get(0));
				}
				else {
					tellOfMissing(uploads.get(0));
				}
				tellOfOthers(definition, uploads.subList(1, uploads.size()));
			});
	}

	private void tellOfOthers(String definition, List<LeftBehind> others) {
		if (!others.isEmpty()) {
			String numbers = others.stream()
				.limit(NAMED)
				.map((upload) -> String.valueOf(upload.upload()))
				.collect(Collectors.joining(", "));
			this.console.notice("%,d more %s of the definition %s %s in the same state: %s%s".formatted(others.size(),
					(others.size() == 1) ? "upload" : "uploads", definition, (others.size() == 1) ? "is" : "are",
					numbers, (others.size() > NAMED) ? ", …" : ""));
		}
	}

	private void tellOfMissing(LeftBehind left) {
		this.console
			.notice(("upload %d of %s is unfinished, and its definition %s is not in %s, or cannot be read: no run of "
					+ "that folder goes on with it%s; unless another machine has it, put it back, then run again or "
					+ "end the upload by 'longhaul abort %d'; if it is gone for good, 'longhaul abort --forget %d' "
					+ "ends the upload and asks no store")
				.formatted(left.upload(), left.identity().path(), left.identity().definition(), this.jobs,
						left.inParts() ? ", and its parts stay in the store" : "", left.upload(), left.upload()));
	}

	private void tellOfDisabled(LeftBehind left) {
		this.console
			.notice(("upload %d of %s is unfinished, and its definition %s is disabled: unless a run by its name "
					+ "is at it, %s; enable it, run it by name, or end the upload by 'longhaul abort %d'")
				.formatted(left.upload(), left.identity().path(), left.identity().definition(),
						left.inParts() ? "its parts stay in the store" : "nobody goes on with it", left.upload()));
	}

}
