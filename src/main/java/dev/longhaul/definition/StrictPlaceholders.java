package dev.longhaul.definition;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.core.env.Environment;

/**
 * Fills placeholders from the environment and refuses those without a value; Spring
 * Boot's own resolver would take <code>${BUCKET}</code> for the bucket's name.
 */
record StrictPlaceholders(Environment environment) implements PlaceholdersResolver {

	@Override
	public @Nullable Object resolvePlaceholders(@Nullable Object value) {
		return (value instanceof String text) ? this.environment.resolveRequiredPlaceholders(text) : value;
	}

	/**
	 * Whether nothing is left of a value. A placeholder that cannot be filled is left.
	 */
	boolean isBlank(@Nullable Object value) {
		return value == null || this.environment.resolvePlaceholders(value.toString()).isBlank();
	}

}
