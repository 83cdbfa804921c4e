package dev.longhaul.upload;

/**
 * The place of one part among those that are sent at once.
 */
@FunctionalInterface
public interface PartPlace extends AutoCloseable {

	/** A place that is not counted. */
	PartPlace UNCOUNTED = () -> {
	};

	/**
	 * Says that the connection has taken all bytes, and that only the answer is awaited.
	 * A further try is not counted.
	 */
	default void bodyOut() {
	}

	@Override
	void close();

}
