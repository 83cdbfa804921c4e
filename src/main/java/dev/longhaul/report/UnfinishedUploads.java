package dev.longhaul.report;

import java.util.List;

import dev.longhaul.report.FilesNow.Unfinished;
import dev.longhaul.report.UploadView.State;

/**
 * Uploads as the repository tells them, and which of their files decide what comes next:
 * these are looked at when nobody waits for the repository any more.
 */
public final class UnfinishedUploads {

	private final List<UploadView> views;

	private final List<Unfinished> byFiles;

	/**
	 * As they were read.
	 * @param byFiles those that go on if their files let them
	 */
	UnfinishedUploads(List<UploadView> views, List<Unfinished> byFiles) {
		this.views = views;
		this.byFiles = byFiles;
	}

	/** Without a look at their files. */
	List<UploadView> unseen() {
		return this.views;
	}

	/** As their files are now. */
	public List<UploadView> seen() {
		FilesNow files = FilesNow.of(this.byFiles);
		return this.views.stream().map(files::seenBy).toList();
	}

	/**
	 * Those that have not ended. A kill may have come before the end of some was noted
	 * for good.
	 */
	UnfinishedUploads withoutEnded() {
		return new UnfinishedUploads(this.views.stream().filter((upload) -> upload.state() != State.ABORTED).toList(),
				this.byFiles);
	}

}
