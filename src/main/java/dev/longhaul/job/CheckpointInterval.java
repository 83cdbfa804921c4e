package dev.longhaul.job;

import java.time.Duration;

/**
 * How long a range sends before it commits what has arrived; one part at least.
 */
public record CheckpointInterval(Duration time) {

	/**
	 * A commit is an fsync and 2 ms of CPU, and a part of 8 MiB on a fast line only 20.
	 * What is not committed has to be read at a restart, so not longer.
	 */
	static final CheckpointInterval USUAL = new CheckpointInterval(Duration.ofSeconds(1));

	/** After each part. */
	public static final CheckpointInterval EACH_PART = new CheckpointInterval(Duration.ZERO);

}
