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

/**
 * Refuses 60 where a duration is wanted; Spring's conversion would make milliseconds of
 * it.
 */
final class StrictDurations extends AbstractBindHandler {

	private final PlaceholdersResolver placeholders;

	StrictDurations(PlaceholdersResolver placeholders, BindHandler parent) {
		super(parent);
		this.placeholders = placeholders;
	}

	@Override
	public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Object result) {
		ConfigurationProperty property = context.getConfigurationProperty();
		if (result instanceof Duration && property != null && WrittenDuration
			.lacksUnit(String.valueOf(this.placeholders.resolvePlaceholders(property.getValue())))) {
			throw new IllegalArgumentException("a number without a unit");
		}
		return super.onSuccess(name, target, context, result);
	}

}
