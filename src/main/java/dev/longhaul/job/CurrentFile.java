package dev.longhaul.job;

import java.util.List;
import java.util.Optional;

import dev.longhaul.checkpoint.Checkpoint;
import dev.longhaul.source.FileSlice;
import dev.longhaul.source.InodeChange;
import dev.longhaul.source.SourceChanged;
import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceGone;
import dev.longhaul.source.Whereabouts;
import dev.longhaul.store.UploadedPart;

/**
 * The file of an upload as a step finds it.
 */
record CurrentFile(CurrentUpload upload) {

	/**
	 * Looks whether the file is still the one of these parts. A write may set the time
	 * back: where anything of the file has changed since it was seen, they are compared.
	 * @throws SourceChanged if it is not
	 */
	void requireUnchanged(List<UploadedPart> parts) {
		String change = InodeChange.of(this.upload.identity().file());
		SourceFile file = this.upload.file();
		file.requireUnchanged();
		if (this.upload.context().source().hasSeen(file, change)) {
			return;
		}
		otherThan(parts, file).ifPresent((number) -> {
			throw new FileSlice(file, this.upload.plan().part(number)).changed();
		});
		see(file, change);
	}

	/**
	 * Whether what has the file's name has other bytes than were delivered; they are
	 * compared where anything of it has changed since it was seen. What is gone has none:
	 * another definition that delivered it may have taken it away meanwhile.
	 * @param parts those delivered; none where the object was computed or found as a
	 * whole
	 */
	boolean isWrittenOver(List<UploadedPart> parts) {
		try {
			return !hasDeliveredBytes(parts);
		}
		catch (SourceGone ex) {
			return false;
		}
	}

	private boolean hasDeliveredBytes(List<UploadedPart> parts) {
		String change = InodeChange.of(this.upload.identity().file());
		SourceFile now = now();
		if (this.upload.context().source().hasSeen(now, change)) {
			return true;
		}
		boolean same = !this.upload.context().source().hasSeenOther(change) && this.upload.context()
			.expected(this.upload.identity().size())
			.map((whole) -> this.upload.search().isMadeOf(whole, now, this.upload.plan()))
			.orElseGet(() -> otherThan(parts, now).isEmpty());
		if (same) {
			see(now, change);
		}
		else {
			this.upload.context().source().seeOther(change);
		}
		return same;
	}

	/** The number of the first of these parts that the file does not have. */
	private Optional<Integer> otherThan(List<UploadedPart> parts, SourceFile file) {
		return this.upload.reconciler(file).compare(parts, Checkpoint.of(parts), false).lost().stream().findFirst();
	}

	/**
	 * Takes the file as it is seen now, for nothing of it is in the store: a remount, or
	 * another machine, gave its device another number since it was planned.
	 */
	void seeFile() {
		see(requireSame());
	}

	/** The file as it is, whatever version of it. */
	SourceFile now() {
		return SourceFile.of(this.upload.identity().file(), this.upload.followed());
	}

	/**
	 * The file, by whatever number.
	 * @throws SourceChanged if it is another version of it
	 */
	SourceFile requireSame() {
		return this.upload.identity().requireUnchanged(this.upload.followed());
	}

	/** Notes the file as it is from which the next parts are sent. */
	void see(SourceFile seen) {
		see(seen, InodeChange.of(seen.path()));
	}

	/**
	 * The same.
	 * @param change as it was before the file was compared
	 */
	void see(SourceFile seen, String change) {
		this.upload.context().source().see(Whereabouts.of(seen, this.upload.definition().source().root()), change);
	}

}
