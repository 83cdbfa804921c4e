package dev.longhaul.definition;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.util.PlaceholderResolutionException;

/**
 * Says of a value of the wrong type what would be right.
 */
final class WrongValue {

	private WrongValue() {
	}

	static String describe(BindException ex, @Nullable ConfigurationProperty property) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof PlaceholderResolutionException unresolved) {
				return "needs ${%s}, which is not set in the environment".formatted(unresolved.getPlaceholder());
			}
		}
		String value = (property != null) ? "'" + property.getValue() + "'" : "the value";
		return value + " is not " + expected(ex.getTarget().getType().resolve(Object.class));
	}

	private static String expected(Class<?> type) {
		if (type == Duration.class) {
			return "a duration; write 30s, 5m, 2h or 7d";
		}
		if (type == int.class || type == Integer.class) {
			return "a whole number";
		}
		if (type == boolean.class || type == Boolean.class) {
			return "a switch; write true or false";
		}
		if (type.isEnum()) {
			return Arrays.stream(type.getEnumConstants())
				.map((constant) -> constant.toString().toLowerCase(Locale.ROOT))
				.collect(Collectors.joining(", ", "one of ", ""));
		}
		return type.isRecord() ? "a group of settings" : "a " + type.getSimpleName().toLowerCase(Locale.ROOT);
	}

}
