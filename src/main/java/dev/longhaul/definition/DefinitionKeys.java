package dev.longhaul.definition;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.springframework.beans.PropertyMatches;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * The keys that a definition may have, as its records have them.
 */
final class DefinitionKeys {

	private static final Pattern INNER_WORD = Pattern.compile("-(.)");

	private DefinitionKeys() {
	}

	/** Those of the innermost group that is known; none where a name has no keys. */
	static List<String> beside(ConfigurationPropertyName unknown) {
		Class<?> group = groupOf(unknown);
		return group.isRecord() ? Arrays.stream(group.getRecordComponents())
			.map(RecordComponent::getName)
			.map(DataObjectPropertyName::toDashedForm)
			.toList() : List.of();
	}

	/** The one of the same group from which it differs by two letters at most. */
	static Optional<String> like(ConfigurationPropertyName unknown) {
		String field = INNER_WORD.matcher(unknown.getLastElement(Form.DASHED))
			.replaceAll((word) -> word.group(1).toUpperCase(Locale.ROOT));
		List<String> known = beside(unknown);
		return Arrays.stream(PropertyMatches.forField(field, groupOf(unknown)).getPossibleMatches())
			.map(DataObjectPropertyName::toDashedForm)
			.filter(known::contains)
			.findFirst();
	}

	private static Class<?> groupOf(ConfigurationPropertyName setting) {
		Class<?> group = JobDefinition.Content.class;
		for (int depth = 0; depth < setting.getNumberOfElements() - 1; depth++) {
			Optional<Class<?>> inner = typeOf(group, setting.getElement(depth, Form.DASHED));
			if (inner.isEmpty()) {
				break;
			}
			group = inner.get();
		}
		return group;
	}

	private static Optional<Class<?>> typeOf(Class<?> group, String key) {
		return group.isRecord() ? Arrays.stream(group.getRecordComponents())
			.filter((component) -> DataObjectPropertyName.toDashedForm(component.getName()).equals(key))
			.<Class<?>>map(RecordComponent::getType)
			.findFirst() : Optional.empty();
	}

}
