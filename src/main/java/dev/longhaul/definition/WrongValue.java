package dev.longhaul.definition;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.ResolvableType;
import org.springframework.util.PlaceholderResolutionException;

/**
 * A value that cannot be bound.
 *
 * @param type that is wanted
 * @param property null where it does not stand in the file as one
 */
record WrongValue(ConfigurationPropertyName name, ResolvableType type, @Nullable ConfigurationProperty property,
		Exception error) {

	private static final ConfigurationPropertyName WEBHOOK = ConfigurationPropertyName.of("hooks.webhook");

	/** What would be right. */
	String describe() {
		for (Throwable cause = this.error; cause != null; cause = cause.getCause()) {
			if (cause instanceof PlaceholderResolutionException unresolved) {
				return "needs ${%s}, which is not set in the environment".formatted(unresolved.getPlaceholder());
			}
		}
		// the address of a webhook may be a secret
		boolean telling = !WEBHOOK.equals(this.name) && !WEBHOOK.isAncestorOf(this.name);
		String value = (telling && this.property != null) ? "'" + this.property.getValue() + "'" : "the value";
		return value + " is not " + expected(this.type);
	}

	private static String expected(ResolvableType target) {
		Class<?> type = target.resolve(Object.class);
		if (Set.class.isAssignableFrom(type)) {
			return expected(target.asCollection().getGeneric(0));
		}
		if (List.class.isAssignableFrom(type)) {
			return "a list of arguments; write [/path/of/command, argument], for no shell reads it";
		}
		if (type == Duration.class) {
			return "a duration; " + WrittenDuration.FORMS;
		}
		if (type == int.class || type == Integer.class) {
			return "a whole number";
		}
		if (type == boolean.class || type == Boolean.class) {
			return "a switch; write true or false";
		}
		if (type == OnSuccess.Action.class) {
			return "one of keep, delete; or write {move: FOLDER}";
		}
		if (type.isEnum()) {
			return Arrays.stream(type.getEnumConstants())
				.map((constant) -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
				.collect(Collectors.joining(", ", "one of ", ""));
		}
		return type.isRecord() ? "a group of settings" : "a " + type.getSimpleName().toLowerCase(Locale.ROOT);
	}

}
