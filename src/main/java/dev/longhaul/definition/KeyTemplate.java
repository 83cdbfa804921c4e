package dev.longhaul.definition;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.machine.HostName;
import dev.longhaul.store.ObjectSpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes an object's key from a file: text with placeholders such as
 * {@code {modified:yyyy/MM/dd}}.
 */
public final class KeyTemplate {

	private static final Pattern TOKEN = Pattern.compile("\\{([^{}]*)}|[^{}]+|[{}]");

	private final List<Token> tokens;

	private KeyTemplate(List<Token> tokens) {
		this.tokens = tokens;
	}

	/**
	 * Reads a template.
	 * @throws IllegalArgumentException if a placeholder or a date pattern is unknown
	 */
	public static KeyTemplate parse(String template) {
		List<Token> tokens = new ArrayList<>();
		Matcher matcher = TOKEN.matcher(template);
		while (matcher.find()) {
			String placeholder = matcher.group(1);
			tokens.add((placeholder != null) ? Placeholder.token(placeholder, template) : literal(matcher.group()));
		}
		return new KeyTemplate(tokens);
	}

	/**
	 * The key of a file.
	 * @throws UnusableKey if it would be empty, too long, or escape its place, or wants
	 * the name of a machine that has none
	 */
	public String keyOf(Subject subject) {
		return checked(fill(subject), subject.relative());
	}

	/** What all keys of a template begin with, up to its first placeholder. */
	public static String head(String template) {
		String literal = template.contains("{") ? template.substring(0, template.indexOf('{')) : template;
		return literal.startsWith("/") ? literal.substring(1) : literal;
	}

	/** The text with what stands for the placeholders, good or not. */
	String fill(Subject subject) {
		StringBuilder key = new StringBuilder();
		for (Token token : this.tokens) {
			String text = token.text(subject);
			boolean doubledSlash = text.startsWith("/") && (key.isEmpty() || key.charAt(key.length() - 1) == '/');
			key.append(doubledSlash ? text.substring(1) : text);
		}
		return key.toString();
	}

	private static String checked(String key, Path file) {
		if (key.isBlank() || key.endsWith("/")) {
			throw UnusableKey.of(file, key, "it is empty or ends with a slash");
		}
		if (hasDots(key)) {
			throw UnusableKey.of(file, key, "it would escape its place by '.' or '..'");
		}
		int length = key.getBytes(StandardCharsets.UTF_8).length;
		if (length > ObjectSpec.LONGEST_KEY) {
			throw UnusableKey.of(file, key, "it has %d bytes, S3 allows %d".formatted(length, ObjectSpec.LONGEST_KEY));
		}
		return key;
	}

	/**
	 * Why no multipart upload can be begun under a key: the answers that name it are XML,
	 * which has no control characters, so nobody could read its id.
	 */
	public static Optional<UnusableKey> notInXml(String key, Path file) {
		return key.codePoints().anyMatch(KeyTemplate::isNotXml)
				? Optional.of(UnusableKey.of(file, key.replaceAll("\\p{Cc}", "?"),
						"it has a control character, which S3 cannot tell of a file that is sent in parts"))
				: Optional.empty();
	}

	private static boolean isNotXml(int character) {
		return (character < ' ' && character != '\t' && character != '\n' && character != '\r') || character == 0xFFFE
				|| character == 0xFFFF;
	}

	/** Whether there is '.' or '..' between its slashes. */
	static boolean hasDots(String text) {
		List<String> names = Arrays.asList(text.split("/", -1));
		return names.contains(".") || names.contains("..");
	}

	private static Token literal(String text) {
		if (text.equals("{") || text.equals("}")) {
			throw new IllegalArgumentException("a brace is not closed");
		}
		return (subject) -> text;
	}

	/**
	 * What a key is made from.
	 *
	 * @param relative to the definition's directory
	 * @param clock whose time and zone the dates are given in
	 */
	public record Subject(Path relative, Instant modified, String definition, Clock clock) {

	}

	@FunctionalInterface
	private interface Token {

		String text(Subject subject);

	}

	private static final class Placeholder {

		static Token token(String placeholder, String template) {
			return switch (placeholder) {
				case "name" -> Placeholder::name;
				case "stem" -> (subject) -> name(subject).replaceFirst("(?<=.)\\.[^.]*$", "");
				case "ext" -> (subject) -> extension(name(subject));
				case "path" -> (subject) -> slashed(subject.relative());
				case "dir" -> (subject) -> slashed(subject.relative().getParent());
				case "definition" -> Subject::definition;
				case "host" -> (subject) -> HostName.known().orElseThrow(UnusableKey::withoutHost);
				case "sha256-8" -> (subject) -> sha256(slashed(subject.relative())).substring(0, 8);
				default -> date(placeholder, template);
			};
		}

		private static Token date(String placeholder, String template) {
			String[] words = placeholder.split(":", 2);
			if (words.length < 2 || !List.of("modified", "date").contains(words[0])) {
				throw new IllegalArgumentException(
						"{%s} is no placeholder; there are {name} {stem} {ext} {path} {dir} {modified:yyyy-MM-dd} "
							.formatted(placeholder) + "{date:yyyy-MM-dd} {host} {definition} {sha256-8}");
			}
			DateTimeFormatter format = DatePattern.read(words[0], words[1], template);
			return words[0].equals("date") ? (subject) -> subject.clock().instant().atZone(zone(subject)).format(format)
					: (subject) -> subject.modified().atZone(zone(subject)).format(format);
		}

		private static ZoneId zone(Subject subject) {
			return subject.clock().getZone();
		}

		private static String name(Subject subject) {
			return String.valueOf(subject.relative().getFileName());
		}

		private static String extension(String name) {
			int dot = name.lastIndexOf('.');
			return (dot > 0) ? name.substring(dot + 1) : "";
		}

		private static String slashed(@Nullable Path path) {
			return (path != null) ? path.toString().replace(File.separatorChar, '/') : "";
		}

		/** Of the text, not of a file: the key is fixed before that is read. */
		private static String sha256(String text) {
			return ChecksumAlgorithm.SHA256.of(text.getBytes(StandardCharsets.UTF_8)).hex();
		}

	}

}
