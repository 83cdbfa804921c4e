package dev.longhaul.definition;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * The keys that a definition may have, as its records have them.
 */
final class DefinitionKeys {

	private DefinitionKeys() {
	}

	/** Those of the innermost group that is known; none where a name has no keys. */
	static List<String> beside(ConfigurationPropertyName unknown) {
		Class<?> group = JobDefinition.Content.class;
		for (int depth = 0; depth < unknown.getNumberOfElements() - 1; depth++) {
			String key = unknown.getElement(depth, ConfigurationPropertyName.Form.DASHED);
			Optional<Class<?>> inner = typeOf(group, key);
			if (inner.isEmpty()) {
				break;
			}
			group = inner.get();
		}
		return group.isRecord() ? Arrays.stream(group.getRecordComponents())
			.map(RecordComponent::getName)
			.map(DataObjectPropertyName::toDashedForm)
			.toList() : List.of();
	}

	private static Optional<Class<?>> typeOf(Class<?> group, String key) {
		return group.isRecord() ? Arrays.stream(group.getRecordComponents())
			.filter((component) -> DataObjectPropertyName.toDashedForm(component.getName()).equals(key))
			.<Class<?>>map(RecordComponent::getType)
			.findFirst() : Optional.empty();
	}

}
