package dev.longhaul.definition;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * A text as it stands in the file, where a variable may have left nothing of it.
 */
final class WrittenText {

	private WrittenText() {
	}

	/** Without the space around it; null for a blank one, which counts as not set. */
	static @Nullable String orNull(@Nullable String written) {
		return StringUtils.hasText(written) ? written.strip() : null;
	}

}
