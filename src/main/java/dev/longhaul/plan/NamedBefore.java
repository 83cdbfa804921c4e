package dev.longhaul.plan;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.UnusableKey;
import dev.longhaul.history.Candidate;
import dev.longhaul.history.NamedUpload;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceGone;

/**
 * Files that {@code --file} named for an earlier run, which has not delivered them. No
 * search of a folder need find them: the repository alone knows of them.
 *
 * @param takenUp which unfinished ones were taken up before, or are in other hands; of
 * them only what takes their place is added
 */
record NamedBefore(Definitions definitions, Path home, Clock clock, FileLook look, Predicate<NamedUpload> takenUp) {

	/**
	 * Adds them as they are by now, once they have settled, unless the search of their
	 * folder found them.
	 */
	void add(Collection<NamedUpload> uploads, PlanDraft draft) {
		for (JobDefinition definition : this.definitions.all()) {
			List<NamedUpload> own = uploads.stream()
				.filter((upload) -> upload.identity().definition().equals(definition.name()))
				.toList();
			if (!own.isEmpty() && draft.isSeen(definition.name())) {
				Set<String> found = draft.found(definition);
				own.stream()
					.filter((upload) -> !found.contains(upload.identity().path()))
					.forEach((upload) -> add(upload, definition, draft));
			}
		}
	}

	private void add(NamedUpload upload, JobDefinition definition, PlanDraft draft) {
		Path told = definition.source().root();
		try {
			Path file = upload.identity().file();
			told = file;
			if (!draft.isWaitedFor(file, definition)) {
				add(this.look.at(file, definition), upload, definition, draft);
			}
		}
		catch (SourceGone ex) {
			// nothing is to be sent; an upload that is unfinished ends
		}
		catch (SourceException ex) {
			// that may pass: an upload that ended now would leave its file to a later run
			draft.leaveAlone(upload.identity());
			draft.refuse(definition, told, ex);
		}
	}

	private void add(SourceFile file, NamedUpload upload, JobDefinition definition, PlanDraft draft) {
		UploadIdentity now = UploadIdentity.of(definition, file);
		if (upload.unfinished() && this.takenUp.test(upload) && now.equals(upload.identity())) {
			return;
		}
		if (!now.isOfSameFile(upload.identity())
				&& !definition.folder(this.home).isSettled(file, this.clock.instant())) {
			draft.leaveUnsettled(definition, file.path());
			return;
		}
		draft.takeBack(definition, file.path());
		try {
			draft.want(Candidate.wanted(definition, file, this.clock).byName());
		}
		catch (UnusableKey ex) {
			draft.refuse(definition, file.path(), ex);
			draft.leaveAlone(now);
		}
	}

}
