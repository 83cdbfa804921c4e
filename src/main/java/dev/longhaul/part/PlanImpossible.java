package dev.longhaul.part;

/**
 * No plan within S3's limits carries the file.
 */
public final class PlanImpossible extends RuntimeException {

	PlanImpossible(String message) {
		super(message);
	}

}
