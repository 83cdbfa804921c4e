package dev.longhaul.definition;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.StringUtils;

/**
 * Refuses a command that is written as one text; Spring's conversion would cut it at its
 * commas.
 */
final class ArgumentLists extends AbstractBindHandler {

	private static final ConfigurationPropertyName HOOKS = ConfigurationPropertyName.of("hooks");

	ArgumentLists(BindHandler parent) {
		super(parent);
	}

	@Override
	public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Object result) {
		ConfigurationProperty property = context.getConfigurationProperty();
		boolean whole = property != null && property.getName().equals(name)
				&& StringUtils.hasText(String.valueOf(property.getValue()));
		if (result instanceof Iterable && HOOKS.isParentOf(name) && whole) {
			throw new IllegalArgumentException("not a list");
		}
		return super.onSuccess(name, target, context, result);
	}

}
