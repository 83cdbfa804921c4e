package dev.longhaul.launch;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The definition is being run already.
 */
public final class RunInProgress extends RuntimeException {

	private final String what;

	RunInProgress(String definition, @Nullable Instant since) {
		super("%s is being run since %s; wait for it (--wait 2h), or look at it by 'longhaul status'"
			.formatted(definition, since));
		this.what = "%s is being run since %s".formatted(definition, since);
	}

	/** The fact without advice. */
	public String what() {
		return this.what;
	}

}
