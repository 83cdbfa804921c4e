package dev.longhaul.console;

import java.io.PrintStream;

import dev.longhaul.report.UploadView;

/**
 * What a look at the history shows: a line for each upload.
 */
public final class HistoryDisplay {

	private final PrintStream out;

	private final boolean json;

	private boolean empty = true;

	HistoryDisplay(PrintStream out, boolean json) {
		this.out = out;
		this.json = json;
	}

	/** Called once for each upload, the oldest first. */
	public void upload(UploadView upload) {
		this.empty = false;
		if (this.json) {
			new JsonLines(this.out).print(upload);
			return;
		}
		new UploadText(this.out).past(upload);
	}

	public boolean isEmpty() {
		return this.empty;
	}

	/** Called once, last. */
	public void end() {
		if (this.empty && !this.json) {
			this.out.println("no uploads in this time");
		}
	}

}
