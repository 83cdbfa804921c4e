package dev.longhaul.repository;

import java.util.Optional;

/**
 * Claims against other processes that share the repository.
 */
public interface SharedClaims {

	/** Of a process that has the repository to itself. */
	SharedClaims NONE = new SharedClaims() {

		@Override
		public Optional<Claimed> take(String... names) {
			return Optional.of(() -> {
			});
		}

		@Override
		public Optional<String> holder(String name) {
			return Optional.empty();
		}
	};

	/**
	 * Claims something that this process has not claimed already, all of it or nothing.
	 * @return nothing if another process has some of it
	 */
	Optional<Claimed> take(String... names);

	/** Who has claimed it, in words; perhaps this process. */
	Optional<String> holder(String name);

	/**
	 * Asks whether this process still has what it has claimed, where the heart would tell
	 * some seconds later only. Throws if it has not.
	 */
	default void requireHeldAsOfNow() {
	}

	/** Who sends parts of what is claimed by this name for others, in words. */
	default Optional<String> sender(String name) {
		return Optional.empty();
	}

	/** Something that nobody else works on. */
	@FunctionalInterface
	interface Claimed extends AutoCloseable {

		@Override
		void close();

	}

}
