package dev.longhaul.cli;

import java.util.List;
import java.util.Set;

import dev.longhaul.launch.LeftBehind;
import dev.longhaul.launch.RunPlan;

/**
 * Uploads that a command was given by their numbers: it works on all of them, or on none.
 *
 * @param undone what did not happen where one of them cannot be had
 * @param wanted what can be done with that one when it can
 */
record ChosenUploads(LonghaulCommand longhaul, Set<Long> numbers, String undone, String wanted) {

	/**
	 * The plan, if it is about all of them.
	 * @param left those whose definition is not at hand
	 * @throws UnknownUpload if it is not
	 */
	RunPlan require(RunPlan plan, List<LeftBehind> left) {
		if (plan.candidates().size() + plan.refused().size() != this.numbers.size()) {
			left.stream().findFirst().ifPresent(this::refuse);
			throw new UnknownUpload(("%s: not all of the uploads %s are unfinished and of a definition in %s; "
					+ "see 'longhaul status', or say the folder of the definition by --jobs")
				.formatted(this.undone, this.numbers, this.longhaul.jobs()));
		}
		return plan;
	}

	/** Only its definition says how its store is reached. */
	private void refuse(LeftBehind left) {
		throw new UnknownUpload(("%s: the definition %s of upload %d is not in %s, or cannot be read; "
				+ "put it back, or say its folder by --jobs, and %s the upload then")
			.formatted(this.undone, left.identity().definition(), left.upload(), this.longhaul.jobs(), this.wanted));
	}

}
