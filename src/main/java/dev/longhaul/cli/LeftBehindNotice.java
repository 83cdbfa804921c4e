package dev.longhaul.cli;

import dev.longhaul.launch.LeftBehind;

/**
 * Tells of unfinished uploads with which no run goes on. Nobody else would ever speak of
 * them.
 */
record LeftBehindNotice(LonghaulCommand longhaul) {

	void tell(LeftBehind left) {
		this.longhaul.console()
			.notice(("upload %d of %s is unfinished, and its definition %s is not in %s, or cannot be read: no run of "
					+ "that folder goes on with it%s; unless another machine has it, put it back, then run again or "
					+ "end the upload by 'longhaul abort %d'; if it is gone for good, 'longhaul abort --forget %d' "
					+ "ends the upload and asks no store")
				.formatted(left.upload(), left.identity().path(), left.identity().definition(), this.longhaul.jobs(),
						left.inParts() ? ", and its parts stay in the store" : "", left.upload(), left.upload()));
	}

	/**
	 * The same of a run that has all enabled definitions.
	 * @param there whether the definition is in the folder; it is disabled then
	 */
	void tell(LeftBehind left, boolean there) {
		if (there) {
			tellOfDisabled(left);
		}
		else {
			tell(left);
		}
	}

	private void tellOfDisabled(LeftBehind left) {
		this.longhaul.console()
			.notice(("upload %d of %s is unfinished, and its definition %s is disabled: unless a run by its name "
					+ "is at it, %s; enable it, run it by name, or end the upload by 'longhaul abort %d'")
				.formatted(left.upload(), left.identity().path(), left.identity().definition(),
						left.inParts() ? "its parts stay in the store" : "nobody goes on with it", left.upload()));
	}

}
