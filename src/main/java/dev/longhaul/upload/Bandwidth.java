package dev.longhaul.upload;

import java.io.InputStream;
import java.util.List;

/**
 * The budgets that the bytes of an upload are taken from.
 */
public record Bandwidth(List<Budget> budgets) {

	/** Then streams pass through unchanged. */
	boolean isUnlimited() {
		return this.budgets.isEmpty();
	}

	InputStream limit(InputStream in) {
		return isUnlimited() ? in : new LimitedStream(in, this.budgets);
	}

	/** The bytes a second that one part gets at the slowest time, at least 1. */
	public long pace() {
		return this.budgets.stream().mapToLong(Budget::pace).min().orElse(Rate.UNLIMITED);
	}

}
