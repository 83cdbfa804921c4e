package dev.longhaul.cli;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

import dev.longhaul.history.Standing;
import dev.longhaul.plan.LeftBehind;
import dev.longhaul.plan.RunPlan;
import dev.longhaul.plan.UnfinishedPlanner;
import dev.longhaul.report.UnknownUpload;

/**
 * Uploads that a command was given by their numbers or their files: it works on all of
 * them, or on none.
 *
 * @param undone what did not happen where one of them cannot be worked on
 * @param advice what to do about an upload whose definition is not there, with its number
 */
record ChosenUploads(LonghaulCommand longhaul, Set<Long> numbers, String undone, String advice) {

	/**
	 * Those of these numbers, and all unfinished ones of these files.
	 * @throws UnknownUpload if a file has none
	 */
	static ChosenUploads of(LonghaulCommand longhaul, List<String> numbers, List<String> files,
			UnfinishedPlanner planner, String undone, String advice) {
		Set<Long> uploads = new LinkedHashSet<>();
		numbers.forEach((number) -> uploads.add(Long.valueOf(number)));
		for (String name : files) {
			Path file = longhaul.file(name);
			List<Long> unfinished = planner.uploadsOf(file);
			if (unfinished.isEmpty()) {
				throw new UnknownUpload("%s: no upload of %s is unfinished; 'longhaul status' lists those that are"
					.formatted(undone, file));
			}
			uploads.addAll(unfinished);
		}
		return new ChosenUploads(longhaul, uploads, undone, advice);
	}

	/**
	 * The plan, if it is about all of them.
	 * @param left those whose definition is not at hand
	 * @param standing of an upload by its number
	 * @throws UnknownUpload if it is not
	 */
	RunPlan require(RunPlan plan, List<LeftBehind> left, LongFunction<Standing> standing) {
		if (plan.candidates().size() + plan.refused().size() == this.numbers.size()) {
			return plan;
		}
		String ended = this.numbers.stream()
			.map((number) -> words(number, standing.apply(number)))
			.filter((words) -> !words.isEmpty())
			.collect(Collectors.joining(", "));
		if (!ended.isEmpty()) {
			throw new UnknownUpload(
					"%s: %s; 'longhaul status' lists those that are unfinished".formatted(this.undone, ended));
		}
		left.stream().findFirst().ifPresent(this::refuse);
		throw new UnknownUpload(
				"%s: not all of the uploads %s are of the definitions that were named; name uploads alone"
					.formatted(this.undone, this.numbers));
	}

	private static String words(long number, Standing standing) {
		return switch (standing) {
			case UNKNOWN -> "there is no upload %d, or it ended and was pruned".formatted(number);
			case PRUNED -> "upload %d was delivered, and pruned since".formatted(number);
			case DELIVERED -> "upload %d is delivered".formatted(number);
			case OVER -> "upload %1$d is over ('longhaul show %1$d' says how it ended)".formatted(number);
			case UNFINISHED -> "";
		};
	}

	/** Only its definition says how its store is reached. */
	private void refuse(LeftBehind left) {
		throw new UnknownUpload(("%s: the definition %s of upload %d is not in %s, or cannot be read; "
				+ "put it back, or name its folder with --jobs, then %s")
			.formatted(this.undone, left.identity().definition(), left.upload(), this.longhaul.jobs(),
					this.advice.formatted(left.upload())));
	}

}
