package dev.longhaul.doctor;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import dev.longhaul.doctor.Check.Result;
import org.jspecify.annotations.Nullable;

/**
 * Tells of the checks on one subject, as they are done.
 *
 * @param definition null for the process
 */
record CheckList(@Nullable String definition, Consumer<Check> told) {

	/** Of a mistake that all files share, some tell enough. */
	private static final int NAMED = 5;

	void ok(String check, String message) {
		this.told.accept(new Check(this.definition, check, Result.OK, message, null));
	}

	void note(String check, String sentence) {
		tell(check, Result.NOTE, sentence);
	}

	void warn(String check, String sentence) {
		tell(check, Result.WARN, sentence);
	}

	void fail(String check, String sentence) {
		tell(check, Result.FAIL, sentence);
	}

	void fail(String check, RuntimeException ex) {
		fail(check, String.valueOf(ex.getMessage()));
	}

	/** The first ones, and how many more there are. */
	void failures(String check, List<String> sentences) {
		sentences.stream().limit(NAMED).forEach((sentence) -> fail(check, sentence));
		if (sentences.size() > NAMED) {
			fail(check, "and %,d more like these".formatted(sentences.size() - NAMED));
		}
	}

	void skip(List<String> checks, String because) {
		checks.forEach((check) -> tell(check, Result.SKIPPED, "not checked, because " + because));
	}

	/**
	 * Does some checks. What goes wrong in them beyond what they expect is a failed check
	 * and does not keep the others from being done.
	 */
	void guarded(String check, Runnable work) {
		try {
			work.run();
		}
		catch (RuntimeException ex) {
			// without words of its own only its name can tell
			fail(check, Objects.requireNonNullElseGet(ex.getMessage(), ex::toString));
		}
	}

	private void tell(String check, Result result, String words) {
		Sentence sentence = Sentence.of(words);
		this.told.accept(new Check(this.definition, check, result, sentence.fact(), sentence.advice()));
	}

}
