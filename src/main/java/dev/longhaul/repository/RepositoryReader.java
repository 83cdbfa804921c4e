package dev.longhaul.repository;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BiPredicate;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the repository, whether somebody works on it now or not.
 */
public interface RepositoryReader {

	/** Where the repository is, in words. */
	String place();

	/** In words, which other repository there is that is not read. */
	default Optional<String> passedOver() {
		return Optional.empty();
	}

	/** Whether there may be one, as far as a look at the home tells. */
	default boolean isThere() {
		return true;
	}

	/** Whether a process is working on the repository now. */
	default boolean isOwned() {
		return holder().isPresent();
	}

	/**
	 * Who works on the repository now, in words: the process, its command, since when.
	 */
	Optional<String> holder();

	/**
	 * Asks the repository.
	 * @return nothing if there is no repository yet
	 * @throws RepositoryUnusable if it cannot be opened
	 * @throws RuntimeException that says so if it does not answer
	 */
	<T> Optional<T> read(Question<T> question);

	/** What is asked. */
	@FunctionalInterface
	interface Question<T> {

		/**
		 * Asks.
		 * @param claimed whether a process may be working on what has this claim, in an
		 * execution that was created then
		 */
		T ask(JdbcClient jdbc, BiPredicate<String, Instant> claimed);

	}

}
