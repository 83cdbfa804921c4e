package dev.longhaul.launch;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.upload.Cure;

/**
 * Finds files that several definitions take, where {@code on-success} of one would take
 * them away before the others have them.
 *
 * @param again whether delivered files are sent once more
 */
record SharedFiles(List<JobDefinition> definitions, boolean again) {

	/**
	 * The candidates that wait for those of other definitions, each with its reason.
	 * @param toCome files that a definition does not send this time, by its name: not
	 * settled, without their marker, or refused
	 */
	Map<Candidate, UploadOutcome> waiting(Collection<Candidate> candidates, Function<String, Set<String>> toCome) {
		Map<Candidate, UploadOutcome> waiting = new LinkedHashMap<>();
		for (JobDefinition taking : this.definitions) {
			Set<String> others = taking.onSuccess().keeps() ? Set.of() : besides(taking);
			if (!others.isEmpty()) {
				Map<String, String> missing = candidates.stream()
					.filter((candidate) -> others.contains(candidate.identity().definition()))
					.filter(this::isToBeSent)
					.collect(Collectors.toMap((candidate) -> candidate.identity().path(),
							(candidate) -> candidate.identity().definition(), (one, other) -> one, HashMap::new));
				others.forEach((other) -> toCome.apply(other).forEach((file) -> missing.putIfAbsent(file, other)));
				candidates.stream()
					.filter((candidate) -> candidate.identity().definition().equals(taking.name()))
					.filter(this::isToBeSent)
					.forEach((candidate) -> Optional.ofNullable(missing.get(candidate.identity().path()))
						.ifPresent((other) -> waiting.put(candidate, waits(candidate, other))));
			}
		}
		return waiting;
	}

	/** Those whose folder may have files of this one. */
	private Set<String> besides(JobDefinition taking) {
		Path root = taking.source().root();
		return this.definitions.stream()
			.filter((other) -> !other.name().equals(taking.name()))
			.filter((other) -> other.source().root().startsWith(root) || root.startsWith(other.source().root()))
			.map(JobDefinition::name)
			.collect(Collectors.toSet());
	}

	private boolean isToBeSent(Candidate candidate) {
		return this.again || candidate.delivered() == null;
	}

	private UploadOutcome waits(Candidate candidate, String other) {
		String taking = candidate.identity().definition();
		boolean both = this.definitions.stream()
			.anyMatch((definition) -> definition.name().equals(other) && !definition.onSuccess().keeps());
		String why = both
				? "%s is not sent by %s nor by %s: each would take it away before the other has it; let on-success of one keep it"
					.formatted(candidate.identity().file(), taking, other)
				: "%s is not sent by %s before %s has delivered it, for on-success of %s takes it away; run again then"
					.formatted(candidate.identity().file(), taking, other, taking);
		return UploadOutcome.refused(taking, candidate.identity().file(), why, both ? Cure.PERSON : Cure.RERUN);
	}

}
