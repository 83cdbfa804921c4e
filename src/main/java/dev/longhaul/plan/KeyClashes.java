package dev.longhaul.plan;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.longhaul.definition.KeyHolder;
import dev.longhaul.history.Attempt;
import dev.longhaul.history.Candidate;
import dev.longhaul.history.Decision;
import dev.longhaul.history.Decision.Action;
import dev.longhaul.history.ObjectPlace;
import dev.longhaul.history.UploadHistory;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.upload.Cure;

/**
 * Finds files that would get one key: the later would overwrite the earlier. Of two new
 * ones none is sent.
 *
 * @param again whether delivered files are sent once more
 */
public record KeyClashes(UploadHistory history, boolean again) {

	/**
	 * The candidates that clash, each with its reason. Where files share their keys those
	 * that go on do so one after the other, and one new one after them.
	 * @param sharing whether its definition has it share its key
	 */
	Map<Candidate, UploadOutcome> among(Collection<Candidate> candidates, Predicate<Candidate> sharing) {
		Map<Candidate, UploadOutcome> refused = new LinkedHashMap<>();
		Set<Integer> suspects = suspects(candidates);
		candidates.stream()
			.filter((candidate) -> suspects.contains(ObjectPlace.of(candidate).hashCode()))
			.collect(Collectors.groupingBy(ObjectPlace::of, LinkedHashMap::new, Collectors.toList()))
			.values()
			.stream()
			.filter((same) -> same.size() > 1)
			.map((same) -> same.stream().filter(this::isToBeSent).toList())
			.map((clash) -> clash.stream().allMatch(sharing) ? clash.stream().filter(this::isNew).toList() : clash)
			.filter((clash) -> clash.size() > 1)
			.forEach((clash) -> clash.forEach((candidate) -> refused.put(candidate, refusal(candidate, clash))));
		return refused;
	}

	/**
	 * The hashes that more than one place has. Groups of all places, mostly of one file
	 * each, would take more memory than the plan.
	 */
	private static Set<Integer> suspects(Collection<Candidate> candidates) {
		int[] hashes = candidates.stream().map(ObjectPlace::of).mapToInt(ObjectPlace::hashCode).sorted().toArray();
		Set<Integer> suspects = new HashSet<>();
		for (int i = 1; i < hashes.length; i++) {
			if (hashes[i] == hashes[i - 1]) {
				suspects.add(hashes[i]);
			}
		}
		return suspects;
	}

	/**
	 * The candidates whose key another file holds, or was delivered under, that is still
	 * there, each with its reason; nothing is held for the others. One whose holder is to
	 * be taken away before its turn comes is told only then.
	 */
	Map<Candidate, UploadOutcome> withDelivered(Collection<Candidate> candidates) {
		Map<Candidate, UploadOutcome> refused = new LinkedHashMap<>();
		Map<Candidate, Path> holders = this.history.heldKeys().holders(candidates);
		Set<Path> leaving = leaving(new HashSet<>(holders.values()), candidates);
		holders.forEach((candidate, holder) -> {
			if (!leaving.contains(holder) && isToBeSent(candidate)) {
				refused.put(candidate, refusal(candidate, holder));
			}
		});
		return refused;
	}

	private Set<Path> leaving(Set<Path> holders, Collection<Candidate> candidates) {
		return candidates.stream()
			.map(Candidate::identity)
			.filter((identity) -> holders.contains(identity.file()))
			.filter((identity) -> this.history.attempts().last(identity).filter(KeyClashes::isLeaving).isPresent())
			.map(UploadIdentity::file)
			.collect(Collectors.toSet());
	}

	/** All is done but to take its file away. */
	private static boolean isLeaving(Attempt last) {
		return last.isProved() && !last.isDelivered();
	}

	/**
	 * The candidates whose key another file holds that is still there, each with its
	 * reason; the others hold theirs from now on.
	 */
	Map<Candidate, UploadOutcome> withHeld(Collection<Candidate> candidates) {
		Map<Candidate, UploadOutcome> refused = new LinkedHashMap<>();
		candidates.stream().filter(this::isToBeSent).forEach((candidate) -> {
			Path holder = this.history.heldKeys().take(candidate).other();
			if (holder != null) {
				refused.put(candidate, refusal(candidate, holder));
			}
		});
		return refused;
	}

	/**
	 * A delivered file is not sent unless that is wanted, be it that only its removal is
	 * left to be done, and an unfinished one goes on under the key of its first try.
	 */
	private boolean isToBeSent(Candidate candidate) {
		if (candidate.delivered() != null) {
			return this.again;
		}
		Optional<Attempt> last = this.history.attempts().last(candidate.identity());
		Decision decision = this.history.decisions().byAttempts(last, candidate, this.again);
		boolean proved = decision.action() == Action.RESUME && last.filter(KeyClashes::isLeaving).isPresent();
		boolean sent = decision.action() != Action.SKIP && !proved && decision.key().equals(candidate.key());
		return sent && (this.again || this.history.overtaking(candidate, last).isEmpty());
	}

	private boolean isNew(Candidate candidate) {
		return this.history.decisions().byAttempts(candidate, this.again).action() != Action.RESUME;
	}

	private static UploadOutcome refusal(Candidate candidate, List<Candidate> clash) {
		Path file = candidate.identity().file();
		List<KeyHolder> others = clash.stream()
			.filter((other) -> !other.equals(candidate))
			.map((other) -> new KeyHolder(other.identity().definition(), other.identity().file()))
			.toList();
		String names = others.stream().map((other) -> other.beside(file)).collect(Collectors.joining(", "));
		return UploadOutcome.refused(candidate, "%s would get the same key '%s' as %s; %s".formatted(file,
				candidate.key(), names, KeyHolder.remedy(others, file)), Cure.PERSON);
	}

	/** The outcome of one whose key that file has. */
	public static UploadOutcome refusal(Candidate candidate, Path holder) {
		return UploadOutcome.refused(candidate,
				("%s is not sent, it would get the key '%s' of %s, which is still there; change destination.key, "
						+ "for instance to {path}, move that one away, or set destination.if-exists: overwrite")
					.formatted(candidate.identity().file(), candidate.key(), holder),
				Cure.PERSON);
	}

	/**
	 * Why one that was begun does not replace the object of that file, which came later.
	 */
	public static String overtaken(Candidate candidate, Path later) {
		return "%s is not sent, for %s, which was begun later, has been delivered to its key '%s'"
			.formatted(candidate.identity().file(), later, candidate.key());
	}

	/** A way to find files whose keys others have. */
	@FunctionalInterface
	interface Finder {

		Map<Candidate, UploadOutcome> find(KeyClashes clashes, Collection<Candidate> candidates);

	}

}
