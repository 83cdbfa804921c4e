package dev.longhaul.launch;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.UnusableKey;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.source.Inquiry;
import dev.longhaul.source.OwnFiles;
import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceFolder;
import dev.longhaul.source.SourceGone;
import dev.longhaul.source.SourceUnreadable;

/**
 * Files that {@code --file} names, which no search of a folder need find.
 *
 * @param patience how long one may be silent
 * @param requireRunning what it throws ends the wait for one
 */
record NamedFiles(Definitions definitions, Path home, Clock clock, Duration patience, Runnable requireRunning) {

	/** Adds them, settled or not. */
	void add(Collection<Path> files, PlanDraft draft) {
		files.stream()
			.map((file) -> file.toAbsolutePath().normalize())
			.distinct()
			.forEach((file) -> add(file, definitionOf(file), draft));
	}

	private void add(Path file, JobDefinition definition, PlanDraft draft) {
		try {
			draft.candidates.add(Candidate.wanted(definition, look(file, definition), this.clock).byName());
		}
		catch (SourceGone ex) {
			draft.refuseNamed(definition, file, SourceGone.asNamed(file));
		}
		catch (SourceException ex) {
			draft.refuseNamed(definition, file, ex);
		}
		catch (UnusableKey ex) {
			draft.refuse(definition, file, ex);
		}
	}

	/**
	 * Adds those of unfinished uploads, as if they were named once more, unless the
	 * search of their folder finds them. An earlier run may have been killed, and nothing
	 * else knows of them.
	 */
	void addUnfinished(Collection<UnfinishedUpload> unfinished, PlanDraft draft) {
		for (JobDefinition definition : this.definitions.all()) {
			SourceFolder folder = definition.folder(this.home);
			unfinished.stream()
				.filter((upload) -> upload.named() && !upload.asked())
				.filter((upload) -> upload.identity().definition().equals(definition.name()))
				.filter((upload) -> !draft.unseen.contains(definition.name()))
				.forEach((upload) -> addAgain(upload.identity(), definition, folder, draft));
		}
	}

	private void addAgain(UploadIdentity before, JobDefinition definition, SourceFolder folder, PlanDraft draft) {
		try {
			Path file = before.file();
			if (!folder.means(file)) {
				addAgain(before, definition, look(file, definition), folder, draft);
			}
		}
		catch (SourceException ex) {
			// what became of it its upload tells, which goes on or ends
		}
	}

	private void addAgain(UploadIdentity before, JobDefinition definition, SourceFile file, SourceFolder folder,
			PlanDraft draft) {
		UploadIdentity now = UploadIdentity.of(definition, file);
		boolean added = draft.successors.containsValue(now);
		draft.successors.put(before, now);
		if (added) {
			return;
		}
		if (!before.isOfSameFile(now) && !folder.isSettled(file, this.clock.instant())) {
			draft.unsettled.add(file.path());
			draft.leftAlone.add(now);
			return;
		}
		try {
			// before those that the search found: the upload before it ends first of all
			draft.candidates.add(0, Candidate.wanted(definition, file, this.clock).byName());
		}
		catch (UnusableKey ex) {
			draft.refuse(definition, file.path(), ex);
			draft.leftAlone.add(now);
		}
	}

	private SourceFile look(Path file, JobDefinition definition) {
		Inquiry<SourceFile> look = Inquiry.begin(definition.name(), (sign) -> {
			SourceFile found = SourceFile.of(file);
			new OwnFiles(this.home).refuse(file, definition.source().root());
			return found;
		});
		if (!look.isAnsweredWithin(this.patience, this.requireRunning)) {
			throw SourceUnreadable.silent(file);
		}
		return look.answer();
	}

	/** The one definition, or the one whose folder holds the file. */
	private JobDefinition definitionOf(Path file) {
		List<JobDefinition> fitting = this.definitions.all();
		if (fitting.size() > 1) {
			fitting = fitting.stream().filter((definition) -> file.startsWith(definition.source().root())).toList();
		}
		if (fitting.size() != 1) {
			throw new AmbiguousFile(file, fitting.stream().map(JobDefinition::name).toList());
		}
		return fitting.get(0);
	}

}
