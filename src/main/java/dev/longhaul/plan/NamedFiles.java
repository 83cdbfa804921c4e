package dev.longhaul.plan;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;

import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.UnusableKey;
import dev.longhaul.history.Candidate;
import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceGone;

/**
 * Files that {@code --file} names, which no search of a folder need find.
 */
record NamedFiles(Definitions definitions, Clock clock, FileLook look) {

	/** Adds them, settled or not. */
	void add(Collection<Path> files, PlanDraft draft) {
		files.stream()
			.map((file) -> file.toAbsolutePath().normalize())
			.distinct()
			.forEach((file) -> add(file, definitionOf(file), draft));
	}

	private void add(Path file, JobDefinition definition, PlanDraft draft) {
		try {
			draft.want(Candidate.wanted(definition, this.look.at(file, definition), this.clock).byName());
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
