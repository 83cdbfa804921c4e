package dev.longhaul.checkpoint;

import java.util.List;

/**
 * The upload would be completed without some of its parts, or with parts that are not in
 * its plan.
 */
public final class PartsMissing extends RuntimeException {

	PartsMissing(List<Integer> missing, int parts) {
		super("%d of %d parts are not in the checkpoint (%s); the next run sends them".formatted(missing.size(), parts,
				missing.stream()
					.limit(5)
					.map(String::valueOf)
					.reduce((a, b) -> a + ", " + b)
					.orElse("parts too many")));
	}

}
