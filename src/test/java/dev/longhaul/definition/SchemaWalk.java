package dev.longhaul.definition;

import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Walks the records that the Binder fills beside the schema, and says of every difference
 * what has to be done.
 */
final class SchemaWalk {

	/**
	 * Settings that may be written in another form than their Java type says: the types
	 * in the schema, all of them. A setting that can be a word or a group has string and
	 * object.
	 */
	private static final Map<String, Set<String>> FORMS = Map.of("transfer.part-size", Set.of("string", "integer"),
			"on-success", Set.of("string", "object"), "transfer.bandwidth", Set.of("string", "integer", "object"));

	private static final Map<Class<?>, String> SCALARS = Map.of(String.class, "string", boolean.class, "boolean",
			Boolean.class, "boolean", int.class, "integer", Integer.class, "integer", long.class, "integer", Long.class,
			"integer");

	private static final String DURATION = "#/definitions/duration";

	private final JsonNode root;

	private final List<String> differences = new ArrayList<>();

	private SchemaWalk(JsonNode root) {
		this.root = root;
	}

	/** What is to be done so that the schema tells of the record and of nothing else. */
	static List<String> differences(Class<? extends Record> content, JsonNode schema) {
		SchemaWalk walk = new SchemaWalk(schema);
		walk.group(content, "", schema);
		return walk.differences;
	}

	private void group(Class<?> type, String path, JsonNode schema) {
		if (!schema.path("additionalProperties").isBoolean() || schema.path("additionalProperties").asBoolean()) {
			differ(path, "must say \"additionalProperties\": false, for Longhaul refuses unknown settings");
		}
		Set<String> names = new TreeSet<>();
		for (Parameter component : parameters(type)) {
			String name = nameOf(component);
			names.add(name);
			String at = path.isEmpty() ? name : path + "." + name;
			JsonNode property = schema.path("properties").path(name);
			if (property.isMissingNode()) {
				differ(at, "is missing: add a property \"%s\" for component %s of %s, of type %s".formatted(name,
						component.getName(), type.getSimpleName(), component.getParameterizedType().getTypeName()));
			}
			else {
				setting(component, at, property);
			}
		}
		schema.path("properties")
			.propertyNames()
			.stream()
			.filter((name) -> !names.contains(name))
			.forEach((name) -> differ(path.isEmpty() ? name : path + "." + name,
					"is one too many: %s has no component of that name; remove it".formatted(type.getSimpleName())));
	}

	private void setting(Parameter component, String at, JsonNode property) {
		if (property.path("description").asString("").isBlank()) {
			differ(at, "needs a description, which editors show");
		}
		value(component.getParameterizedType(), at, property);
		JsonNode wanted = defaultOf(component);
		JsonNode found = property.path("default");
		if (!wanted.equals(found)) {
			differ(at, wanted.isMissingNode() ? "says the default %s, the record has none: remove it".formatted(found)
					: "must say \"default\": %s, as the record does".formatted(wanted));
		}
	}

	private void value(Type type, String at, JsonNode schema) {
		List<JsonNode> forms = forms(schema);
		Class<?> raw = raw(type);
		if (FORMS.containsKey(at)) {
			Set<String> found = typesOf(forms);
			if (!found.equals(FORMS.get(at))) {
				differ(at, "must have the types %s, SchemaWalk.FORMS says; it has %s".formatted(FORMS.get(at), found));
			}
		}
		else if (raw == Duration.class) {
			if (forms.stream().noneMatch((form) -> form.path("$ref").asString("").equals(DURATION))) {
				differ(at, "is a duration: say {\"$ref\": \"%s\"} in it".formatted(DURATION));
			}
		}
		else if (raw.isEnum()) {
			words(raw, at, forms);
		}
		else if (raw.isRecord()) {
			ofType("object", forms).ifPresentOrElse((form) -> group(raw, at, form), () -> lacks(at, "object"));
		}
		else if (Collection.class.isAssignableFrom(raw)) {
			ofType("array", forms).ifPresentOrElse((form) -> value(argument(type, 0), at + "[]", form.path("items")),
					() -> lacks(at, "array"));
		}
		else if (Map.class.isAssignableFrom(raw)) {
			ofType("object", forms).ifPresentOrElse(
					(form) -> value(argument(type, 1), at + ".*", form.path("additionalProperties")),
					() -> lacks(at, "object"));
		}
		else if (SCALARS.containsKey(raw)) {
			if (ofType(SCALARS.get(raw), forms).isEmpty()) {
				lacks(at, SCALARS.get(raw));
			}
		}
		else {
			differ(at, "has the type %s, which SchemaWalk does not know: say its forms in SchemaWalk.FORMS"
				.formatted(type.getTypeName()));
		}
	}

	private void words(Class<?> type, String at, List<JsonNode> forms) {
		Set<String> wanted = new LinkedHashSet<>();
		Arrays.stream(type.getEnumConstants()).forEach((constant) -> wanted.add(word(constant)));
		Set<String> found = new LinkedHashSet<>();
		forms.forEach((form) -> form.path("enum").forEach((word) -> found.add(word.asString())));
		if (!found.equals(wanted)) {
			differ(at, "must have the words %s, as %s has; it has %s".formatted(wanted, type.getSimpleName(), found));
		}
	}

	private static Optional<JsonNode> ofType(String type, List<JsonNode> forms) {
		return forms.stream().filter((form) -> typesOf(List.of(form)).contains(type)).findFirst();
	}

	private void lacks(String at, String type) {
		differ(at, "must allow the type " + type);
	}

	private void differ(String at, String what) {
		this.differences.add("%s: %s %s".formatted(DefinitionSchema.FILE, at.isEmpty() ? "the root" : at, what));
	}

	/**
	 * The alternatives, however deep; placeholders stand beside every form and are none.
	 */
	private static List<JsonNode> forms(JsonNode schema) {
		List<JsonNode> forms = new ArrayList<>();
		for (String keyword : List.of("anyOf", "oneOf", "allOf")) {
			schema.path(keyword).forEach((each) -> forms.addAll(forms(each)));
		}
		return forms.isEmpty() ? List.of(schema) : forms;
	}

	private static Set<String> typesOf(List<JsonNode> forms) {
		Set<String> types = new TreeSet<>();
		for (JsonNode form : forms) {
			JsonNode type = form.path("type");
			if (type.isString()) {
				types.add(type.asString());
			}
			type.forEach((each) -> types.add(each.asString()));
			if (form.has("enum")) {
				types.add("string");
			}
		}
		return types;
	}

	private JsonNode defaultOf(Parameter component) {
		DefaultValue value = component.getAnnotation(DefaultValue.class);
		Class<?> raw = component.getType();
		JsonNodeFactory nodes = JsonNodeFactory.instance;
		if (value == null || raw.isRecord()) {
			return this.root.path("no such node");
		}
		if (Collection.class.isAssignableFrom(raw)) {
			var array = nodes.arrayNode();
			Arrays.stream(value.value()).forEach(array::add);
			return array;
		}
		if (Map.class.isAssignableFrom(raw)) {
			return nodes.objectNode();
		}
		String text = String.join(",", value.value());
		if (text.isEmpty()) {
			return this.root.path("no such node");
		}
		return switch (SCALARS.getOrDefault(raw, "string")) {
			case "boolean" -> nodes.booleanNode(Boolean.parseBoolean(text));
			case "integer" -> nodes.numberNode(Integer.parseInt(text));
			default -> nodes.stringNode(text);
		};
	}

	private static String nameOf(Parameter component) {
		Name name = component.getAnnotation(Name.class);
		return (name != null) ? name.value()
				: component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

	private static String word(Object constant) {
		return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * The Binder reads its annotations on the parameters of the record's constructor; a
	 * record without a name stands for its own parameters.
	 */
	private static List<Parameter> parameters(Class<?> type) {
		Class<?>[] types = Arrays.stream(type.getRecordComponents())
			.map(RecordComponent::getType)
			.toArray(Class<?>[]::new);
		try {
			return Arrays.stream(type.getDeclaredConstructor(types).getParameters())
				.flatMap((parameter) -> nameOf(parameter).isEmpty() ? parameters(parameter.getType()).stream()
						: Stream.of(parameter))
				.toList();
		}
		catch (NoSuchMethodException ex) {
			throw new AssertionError(ex);
		}
	}

	private static Class<?> raw(Type type) {
		return (type instanceof ParameterizedType parameterized) ? (Class<?>) parameterized.getRawType()
				: (Class<?>) type;
	}

	private static Type argument(Type type, int index) {
		return ((ParameterizedType) type).getActualTypeArguments()[index];
	}

}
