package dev.longhaul.stub;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * How a stub is to be started; begins with {@link #defaults()}.
 *
 * @param port 0 for any that is free
 * @param directory where the temporary directory is made, or null for the system's place
 * @param minPart bytes that every part but the last must have
 * @param discardBodies whether only lengths and digests of bodies are kept
 * @param clock what dates the answers, the uploads and the objects
 */
public record StrictS3Options(int port, @Nullable Path directory, long minPart, boolean discardBodies,
		Set<String> accessKeyIds, Clock clock) {

	/**
	 * The access key id that is good unless others are named; any secret goes with it.
	 */
	public static final String ACCESS_KEY_ID = "AKIDSTRICTSTUB";

	private static final long S3_MIN_PART = 5L << 20;

	public static StrictS3Options defaults() {
		return new StrictS3Options(0, null, S3_MIN_PART, false, Set.of(ACCESS_KEY_ID), Clock.systemUTC());
	}

	public StrictS3Options port(int fixed) {
		return new StrictS3Options(fixed, this.directory, this.minPart, this.discardBodies, this.accessKeyIds,
				this.clock);
	}

	public StrictS3Options directory(Path parent) {
		return new StrictS3Options(this.port, parent, this.minPart, this.discardBodies, this.accessKeyIds, this.clock);
	}

	public StrictS3Options minPart(long bytes) {
		return new StrictS3Options(this.port, this.directory, bytes, this.discardBodies, this.accessKeyIds, this.clock);
	}

	public StrictS3Options discardBodies(boolean discard) {
		return new StrictS3Options(this.port, this.directory, this.minPart, discard, this.accessKeyIds, this.clock);
	}

	public StrictS3Options accessKeyIds(String... ids) {
		return new StrictS3Options(this.port, this.directory, this.minPart, this.discardBodies, Set.of(ids),
				this.clock);
	}

	public StrictS3Options clock(Clock other) {
		return new StrictS3Options(this.port, this.directory, this.minPart, this.discardBodies, this.accessKeyIds,
				other);
	}

}
