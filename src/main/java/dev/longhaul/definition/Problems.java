package dev.longhaul.definition;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import dev.longhaul.source.SourceUnreadable;

/**
 * What is wrong with settings: of each the first problem that was found.
 */
final class Problems {

	private final Map<String, String> bySetting;

	private final String group;

	/** None yet. */
	Problems() {
		this(new LinkedHashMap<>(), "");
	}

	private Problems(Map<String, String> bySetting, String group) {
		this.bySetting = bySetting;
		this.group = group;
	}

	/** The same problems, added by the names within this group. */
	Problems of(String name) {
		return new Problems(this.bySetting, this.group + name + ".");
	}

	void add(String setting, String problem) {
		this.bySetting.putIfAbsent(this.group + setting, problem);
	}

	void addIf(boolean wrong, String setting, String problem) {
		if (wrong) {
			add(setting, problem);
		}
	}

	/**
	 * Makes the value, and adds the exception's message if that fails.
	 * @return whether it could be made
	 */
	boolean check(String setting, Supplier<?> made) {
		try {
			Objects.requireNonNull(made.get());
			return true;
		}
		catch (IllegalArgumentException | SourceUnreadable ex) {
			add(setting, String.valueOf(ex.getMessage()));
			return false;
		}
	}

	/** Makes the value, and adds the problem if that fails. */
	void check(String setting, Supplier<?> made, String problem) {
		addIf(!new Problems().check(setting, made), setting, problem);
	}

	boolean has(String setting) {
		return this.bySetting.containsKey(this.group + setting);
	}

	/** In the order in which they were found. */
	Map<String, String> bySetting() {
		return this.bySetting;
	}

}
