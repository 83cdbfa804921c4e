package dev.longhaul.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A process that works with the repository. Also the JSON of {@code nodes --json}: fields
 * are only ever added.
 *
 * @param role its command
 * @param slots ranges that a worker takes at once; 0 for others
 * @param heard when it said last that it is alive
 * @param silent for how long it has said nothing since
 * @param alive whether that is not too long; else it was killed or is cut off
 * @param uploads numbers of those that it works on as a part of a cluster
 * @param doing what people should know of it, a sentence a line, mostly nothing
 */
public record NodeView(String name, String host, long process, String version, String role, int slots, Instant started,
		Instant heard, Duration silent, boolean alive, List<Long> uploads, String doing) {

}
