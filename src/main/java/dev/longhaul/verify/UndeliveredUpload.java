package dev.longhaul.verify;

import dev.longhaul.report.UploadView;
import dev.longhaul.report.UploadView.State;

/**
 * A delivery was asked for that a run may still make.
 */
final class UndeliveredUpload extends RuntimeException {

	UndeliveredUpload(UploadView view) {
		super("%s is not delivered yet, upload %d is %s; 'longhaul show %d' says how it stands".formatted(view.file(),
				view.upload(), (view.state() == State.RUNNING) ? "under way; verify it when that has ended"
						: "unfinished; " + next(view),
				view.upload()));
	}

	private static String next(UploadView view) {
		return view.prospect().isTold() ? view.prospect().why() + ": " + view.prospect().advice(view)
				: "run again, it goes on from there, and verify it then";
	}

}
