package dev.longhaul.repository.request;

import org.jspecify.annotations.Nullable;

/**
 * A line of the owner's answer to a request; the last one has the exit code.
 *
 * @param out a line for stdout
 * @param err a line for stderr
 */
record OwnerAnswer(@Nullable String out, @Nullable String err, @Nullable Integer exitCode) {

	/** The first line: from now on the owner is at it. */
	static final OwnerAnswer ACCEPTED = new OwnerAnswer(null, null, null);

}
