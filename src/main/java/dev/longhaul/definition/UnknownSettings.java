package dev.longhaul.definition;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Collects the settings that a definition does not have instead of ending at them, so
 * that they are told together with what else is wrong.
 */
final class UnknownSettings extends NoUnboundElementsBindHandler {

	private Set<ConfigurationProperty> found = Set.of();

	UnknownSettings(BindHandler parent) {
		super(parent);
	}

	@Override
	public void onFinish(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			@Nullable Object result) throws Exception {
		try {
			super.onFinish(name, target, context, result);
		}
		catch (UnboundConfigurationPropertiesException ex) {
			this.found = ex.getUnboundProperties();
		}
	}

	Set<ConfigurationProperty> found() {
		return this.found;
	}

}
