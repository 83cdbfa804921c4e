package dev.longhaul.launch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.longhaul.history.Candidate;
import dev.longhaul.history.ObjectPlace;
import dev.longhaul.history.UploadOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Which uploads of one run wait for which: one for what goes on to its key, as what is
 * left of an older version of its file does, and one that takes its file away for those
 * that other definitions send of it.
 */
final class Turns {

	/** Whether its definition lets the file stay. */
	private final Predicate<Candidate> keeps;

	private final List<Candidate> candidates;

	/** Whether any of them takes its file away; else none waits for a file. */
	private final boolean sharing;

	private final Map<ObjectPlace, CompletableFuture<UploadOutcome>> goingOn = new HashMap<>();

	private final Map<String, CompletableFuture<UploadOutcome>> keeping = new HashMap<>();

	Turns(List<Candidate> candidates, Predicate<Candidate> keeps) {
		this.keeps = keeps;
		this.candidates = new ArrayList<>(candidates);
		this.candidates.sort(Comparator.comparing(keeps::test).reversed().thenComparingLong(Turns::begun));
		this.sharing = !candidates.stream().allMatch(keeps);
	}

	/** What goes on comes before what is new, in the order in which it was begun. */
	private static long begun(Candidate candidate) {
		return goesOn(candidate) ? candidate.unfinished() : Long.MAX_VALUE;
	}

	private static boolean goesOn(Candidate candidate) {
		return candidate.unfinished() != 0;
	}

	/**
	 * Those whose definition takes files away come after the others, which may want the
	 * same ones.
	 */
	List<Candidate> candidates() {
		return this.candidates;
	}

	/** Begins one when those have ended that it waits for. */
	CompletableFuture<UploadOutcome> take(Candidate candidate,
			Function<Candidate, CompletableFuture<UploadOutcome>> begin) {
		String file = candidate.identity().path();
		boolean kept = this.keeps.test(candidate);
		CompletableFuture<UploadOutcome> upload = after(
				Stream.of(this.goingOn.get(ObjectPlace.of(candidate)), kept ? null : this.keeping.get(file)), candidate,
				begin);
		if (kept && this.sharing) {
			this.keeping.put(file, upload);
		}
		if (goesOn(candidate)) {
			this.goingOn.put(ObjectPlace.of(candidate), upload);
		}
		return upload;
	}

	private static CompletableFuture<UploadOutcome> after(Stream<@Nullable CompletableFuture<UploadOutcome>> earlier,
			Candidate candidate, Function<Candidate, CompletableFuture<UploadOutcome>> begin) {
		CompletableFuture<?>[] before = earlier.filter(Objects::nonNull).toArray(CompletableFuture[]::new);
		return (before.length == 0) ? begin.apply(candidate)
				: CompletableFuture.allOf(before)
					.handle((ended, failure) -> candidate)
					.thenCompose((next) -> begin.apply(next));
	}

}
