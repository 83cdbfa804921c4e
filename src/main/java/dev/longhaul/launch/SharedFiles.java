package dev.longhaul.launch;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.upload.Cure;

/**
 * Finds files that several definitions take, where {@code on-success} of one would take
 * them away before the others have them.
 *
 * @param definitions that take files
 * @param home Longhaul's own folder, of which nothing is taken
 * @param again whether delivered files are sent once more
 */
record SharedFiles(List<JobDefinition> definitions, Path home, DeliveredFiles delivered, boolean again) {

	/**
	 * The candidates that wait for the same file's way by another definition, each with
	 * its reason; be it that the other one finds it unsettled, unmarked or refused.
	 */
	Map<Candidate, UploadOutcome> waiting(Collection<Candidate> candidates) {
		Map<Candidate, UploadOutcome> waiting = new LinkedHashMap<>();
		for (JobDefinition taking : this.definitions) {
			List<JobDefinition> others = taking.onSuccess().keeps() ? List.of() : besides(taking);
			if (!others.isEmpty()) {
				List<Candidate> toBeTaken = candidates.stream()
					.filter((candidate) -> candidate.identity().definition().equals(taking.name()))
					.filter(Candidate::wanted)
					.filter((candidate) -> this.again || candidate.delivered() == null)
					.toList();
				others.forEach((other) -> missing(other, toBeTaken)
					.forEach((candidate) -> waiting.putIfAbsent(candidate, waits(candidate, other))));
			}
		}
		return waiting;
	}

	/** Those whose folder may have files of this one. */
	private List<JobDefinition> besides(JobDefinition taking) {
		Path root = taking.source().root();
		return this.definitions.stream()
			.filter((other) -> !other.name().equals(taking.name()))
			.filter((other) -> other.source().root().startsWith(root) || root.startsWith(other.source().root()))
			.toList();
	}

	/** The candidates whose files the other definition means, and has yet to deliver. */
	private List<Candidate> missing(JobDefinition other, List<Candidate> toBeTaken) {
		var folder = other.folder(this.home);
		Map<Candidate, UploadIdentity> meant = toBeTaken.stream()
			.filter((candidate) -> folder.means(candidate.identity().file()))
			.collect(Collectors.toMap((candidate) -> candidate, (candidate) -> candidate.identity().by(other),
					(one, same) -> one, LinkedHashMap::new));
		Set<UploadIdentity> sent = this.again ? Set.of() : this.delivered.among(meant.values()).keySet();
		meant.values().removeAll(sent);
		return List.copyOf(meant.keySet());
	}

	private UploadOutcome waits(Candidate candidate, JobDefinition other) {
		String taking = candidate.identity().definition();
		boolean both = !other.onSuccess().keeps();
		String why = both
				? "%s is not sent by %s nor by %s: each would take it away before the other has it; let on-success of one keep it"
					.formatted(candidate.identity().file(), taking, other.name())
				: "%s is not sent by %s before %s has delivered it, for on-success of %s takes it away; run again then"
					.formatted(candidate.identity().file(), taking, other.name(), taking);
		return UploadOutcome.refused(taking, candidate.identity().file(), why, both ? Cure.PERSON : Cure.RERUN);
	}

}
