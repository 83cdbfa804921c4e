package dev.longhaul.definition;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.util.ReflectionUtils;

/**
 * The keys that a definition may have, as its records have them.
 */
final class DefinitionKeys {

	private static final Pattern FIRST = Pattern.compile("([^.\\[]*)(.*)", Pattern.DOTALL);

	private DefinitionKeys() {
	}

	/**
	 * The setting that a key of a file means, whether it is written with hyphens,
	 * underscores or capitals, in the form that Spring Boot's Binder wants: it drops
	 * spaces and signs from the keys of a map unless they stand in brackets. Nothing
	 * where there is no such setting.
	 */
	static Optional<String> meant(String key) {
		return meant(key, JobDefinition.Content.class, "");
	}

	private static Optional<String> meant(String key, Class<?> group, String before) {
		Matcher first = first(key);
		return component(group, first.group(1))
			.flatMap((found) -> meant(first.group(2), found, before + written(found)));
	}

	/** What stands behind the name of a component. */
	private static Optional<String> meant(String rest, RecordComponent component, String name) {
		Class<?> type = component.getType();
		boolean isInner = rest.startsWith(".");
		if (isInner && type.isRecord()) {
			return meant(rest.substring(1), type, name + ".");
		}
		if (isInner && type == Map.class) {
			return Optional.of(name + "[" + rest.substring(1) + "]");
		}
		// Spring has put an index, or the key of a map that is no text, into brackets
		boolean isEntry = type == Map.class || (Collection.class.isAssignableFrom(type) && rest.matches("\\[\\d+]"));
		return (rest.isEmpty() || (!isInner && isEntry)) ? Optional.of(name + rest) : Optional.empty();
	}

	/** Those of the innermost group that is known; none where a name has no keys. */
	static List<String> beside(String unknown) {
		Class<?> group = Stray.in(unknown).group();
		return components(group).map(DefinitionKeys::written).toList();
	}

	/** The one of the same group that may be meant. */
	static Optional<String> like(String unknown) {
		return new KnownNames(beside(unknown)).nearest(Stray.in(unknown).name());
	}

	/** The settings of other groups that have its name. */
	static List<String> elsewhere(String unknown) {
		return named(Stray.in(unknown).name(), JobDefinition.Content.class, "").toList();
	}

	private static Stream<String> named(String name, Class<?> group, String before) {
		return components(group).flatMap((component) -> Stream.concat(
				KnownNames.isSame(component.getName(), name) ? Stream.of(before + written(component)) : Stream.empty(),
				named(name, component.getType(), before + written(component) + ".")));
	}

	private static Matcher first(String key) {
		Matcher first = FIRST.matcher(key);
		if (!first.matches()) {
			throw new IllegalStateException(key);
		}
		return first;
	}

	private static Optional<RecordComponent> component(Class<?> group, String name) {
		return components(group).filter((component) -> KnownNames.isSame(component.getName(), name)).findFirst();
	}

	/**
	 * The settings of a group, with those of the records that have no name in the file.
	 */
	private static Stream<RecordComponent> components(Class<?> group) {
		return group.isRecord() ? Arrays.stream(group.getRecordComponents())
			.flatMap((component) -> isNameless(component) ? components(component.getType()) : Stream.of(component))
				: Stream.empty();
	}

	/** The Binder takes the settings of such a record from the group that it is in. */
	private static boolean isNameless(RecordComponent component) {
		return Optional.ofNullable(ReflectionUtils.findField(component.getDeclaringRecord(), component.getName()))
			.map((field) -> field.getAnnotation(Name.class))
			.filter((name) -> name.value().isEmpty())
			.isPresent();
	}

	private static String written(RecordComponent component) {
		return DataObjectPropertyName.toDashedForm(component.getName());
	}

	/** A name that its group does not have; nothing is known of what stands behind it. */
	private record Stray(Class<?> group, String name) {

		static Stray in(String key) {
			Class<?> group = JobDefinition.Content.class;
			Matcher first = first(key);
			while (!first.group(2).isEmpty()) {
				Optional<RecordComponent> inner = component(group, first.group(1));
				if (inner.isEmpty()) {
					break;
				}
				group = inner.get().getType();
				first = first(first.group(2).substring(1));
			}
			return new Stray(group, first.group(1));
		}

	}

}
