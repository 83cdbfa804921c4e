package dev.longhaul.definition;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Refuses 1.5 where a whole number is wanted; Spring's conversion would cut it to 1.
 */
final class StrictNumbers extends AbstractBindHandler {

	StrictNumbers(BindHandler parent) {
		super(parent);
	}

	@Override
	public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Object result) {
		ConfigurationProperty property = context.getConfigurationProperty();
		if (result instanceof Integer && property != null && property.getValue() instanceof Double) {
			throw new IllegalArgumentException("not a whole number");
		}
		return super.onSuccess(name, target, context, result);
	}

}
