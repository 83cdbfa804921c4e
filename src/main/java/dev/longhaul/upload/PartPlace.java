package dev.longhaul.upload;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The place of one part among those that are sent at once.
 */
@FunctionalInterface
public interface PartPlace extends AutoCloseable {

	/** A place that is not counted. */
	PartPlace UNCOUNTED = () -> {
	};

	/** A place that is left once, whoever says so first. */
	static PartPlace leftOnce(Runnable leaving) {
		AtomicBoolean left = new AtomicBoolean();
		return () -> {
			if (left.compareAndSet(false, true)) {
				leaving.run();
			}
		};
	}

	/**
	 * Says that the connection has taken all bytes, and that only the answer is awaited.
	 * A further try is not counted.
	 */
	default void bodyOut() {
	}

	@Override
	void close();

}
