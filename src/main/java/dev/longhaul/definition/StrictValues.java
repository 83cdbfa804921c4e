package dev.longhaul.definition;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.StringUtils;

/**
 * Refuses values of which Spring's conversion would make something else than was meant.
 */
final class StrictValues extends AbstractBindHandler {

	private static final ConfigurationPropertyName HOOKS = ConfigurationPropertyName.of("hooks");

	private final PlaceholdersResolver placeholders;

	StrictValues(PlaceholdersResolver placeholders, BindHandler parent) {
		super(parent);
		this.placeholders = placeholders;
	}

	@Override
	public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Object result) {
		ConfigurationProperty property = context.getConfigurationProperty();
		if (property != null && (isCutAtCommas(name, property, result) || isCutToInteger(property, result)
				|| isTakenForMilliseconds(property, result))) {
			throw new IllegalArgumentException("not what was meant");
		}
		return super.onSuccess(name, target, context, result);
	}

	/** A command that is written as one text. */
	private static boolean isCutAtCommas(ConfigurationPropertyName name, ConfigurationProperty property,
			Object result) {
		return result instanceof Iterable && HOOKS.isParentOf(name) && property.getName().equals(name)
				&& StringUtils.hasText(String.valueOf(property.getValue()));
	}

	/** 1.5 where a whole number is wanted. */
	private static boolean isCutToInteger(ConfigurationProperty property, Object result) {
		return result instanceof Integer && property.getValue() instanceof Double;
	}

	/** 60 where a duration is wanted. */
	private boolean isTakenForMilliseconds(ConfigurationProperty property, Object result) {
		return result instanceof Duration && WrittenDuration
			.lacksUnit(String.valueOf(this.placeholders.resolvePlaceholders(property.getValue())));
	}

}
