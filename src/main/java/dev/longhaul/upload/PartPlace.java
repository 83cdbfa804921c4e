package dev.longhaul.upload;

/**
 * The place of one part among those that are sent at once.
 */
@FunctionalInterface
public interface PartPlace extends AutoCloseable {

	/** Of what is not counted. */
	PartPlace UNCOUNTED = () -> {
	};

	/** Says that all bytes are on the line, and that only the answer is awaited. */
	default void bodyOut() {
	}

	@Override
	void close();

}
