package dev.longhaul.doctor;

import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at, and what to do about it.
 *
 * @param definition null for what is checked once for the process
 * @param name of what was checked, such as {@code bucket}
 * @param advice null where there is nothing to do
 */
public record Check(@Nullable String definition, String name, Result result, String message, @Nullable String advice) {

	/** The check whose failure means an invalid definition and nothing worse. */
	public static final String DEFINITION = "definition";

	/** The same of the settings of the process. */
	public static final String SETTINGS = "settings";

	/** What came of it. */
	public enum Result {

		/** As it should be. */
		OK,
		/** Good to know; nothing has to be done. */
		NOTE,
		/** A run works, and there is a risk. */
		WARN,
		/** A run would fail, or could not be trusted. */
		FAIL,
		/** Not looked at, because of another check or because it was not wanted. */
		SKIPPED

	}

	/**
	 * Whether it fails for a mistake in a definition or a setting, which keeps a run from
	 * starting.
	 */
	public boolean isOfWriting() {
		return isOfDefinition() || this.name.equals(SETTINGS);
	}

	/** Whether a definition is invalid, by this check. */
	public boolean isOfDefinition() {
		return this.name.equals(DEFINITION);
	}

}
