package dev.longhaul.definition;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * Collects the values that cannot be bound instead of ending at the first one, so that
 * all mistakes of a definition are told together.
 */
final class WrongValues implements BindHandler {

	private final List<WrongValue> found = new ArrayList<>();

	@Override
	public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Exception error) {
		// what holds a wrong value fails because of it
		if (this.found.stream().noneMatch((wrong) -> name.isAncestorOf(wrong.name()))) {
			ConfigurationProperty property = context.getConfigurationProperty();
			this.found.add(new WrongValue(name, target.getType(), property, error));
		}
		return null;
	}

	List<WrongValue> found() {
		return this.found;
	}

	/**
	 * Whether a rule may complain of a setting only because one of the same group, which
	 * it needs, is wrong.
	 */
	boolean isBeside(ConfigurationPropertyName setting) {
		return this.found.stream()
			.map((wrong) -> wrong.name().getElement(0, Form.UNIFORM))
			.anyMatch(setting.getElement(0, Form.UNIFORM)::equals);
	}

}
