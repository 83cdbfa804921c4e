package dev.longhaul.definition;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import dev.longhaul.store.StoredObject;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of the settings that are said of each object, by S3's limits.
 */
final class ObjectRules {

	private static final Pattern METADATA_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

	/** Others are changed on their way through HTTP. */
	private static final Pattern HEADER_VALUE = Pattern.compile("[ -~]*");

	private static final Pattern MEDIA_TYPE = Pattern.compile("[^\\s/;]+/[^\\s/;]+(\\s*;.*)?");

	private static final int MOST_METADATA = 2048;

	/** Our own entry: its name and a UUID. */
	private static final int MARKER = StoredObject.MARKER.length() + 36;

	private static final int MOST_TAGS = 10;

	private static final int LONGEST_TAG = 128;

	private static final int LONGEST_TAG_VALUE = 256;

	private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

	private final Problems problems;

	private ObjectRules(Problems problems) {
		this.problems = problems.of("destination");
	}

	static void judge(ObjectWishes wishes, Problems problems) {
		ObjectRules rules = new ObjectRules(problems);
		rules.contentType(wishes.headers());
		rules.header("storage-class", wishes.storageClass());
		rules.header("cache-control", wishes.headers().cacheControl());
		rules.header("content-encoding", wishes.headers().contentEncoding());
		rules.header("content-disposition", wishes.headers().contentDisposition());
		rules.metadata(wishes.metadata());
		rules.tags(wishes.tags());
	}

	private void contentType(HeaderSettings headers) {
		String type = headers.contentType();
		header("content-type", type);
		if (type != null && !headers.detectsContentType() && !MEDIA_TYPE.matcher(type).matches()) {
			this.problems.add("content-type",
					"'%s' is no content type; write auto, or one such as application/zstd".formatted(type));
		}
	}

	private void header(String setting, @Nullable String value) {
		if (value != null && !HEADER_VALUE.matcher(value).matches()) {
			this.problems.add(setting, "'%s' cannot be a header's value; write it in printable ASCII".formatted(value));
		}
	}

	private void metadata(Map<String, String> metadata) {
		int size = MARKER;
		for (Map.Entry<String, String> entry : metadata.entrySet()) {
			String setting = "metadata[" + entry.getKey() + "]";
			if (!METADATA_NAME.matcher(entry.getKey()).matches()) {
				this.problems.add(setting, "'%s' cannot be a header name".formatted(entry.getKey()));
			}
			if (entry.getKey().equalsIgnoreCase(StoredObject.MARKER)) {
				this.problems.add(setting, "is the name by which Longhaul knows its objects; write another one");
			}
			header(setting, entry.getValue());
			size += entry.getKey().length() + entry.getValue().getBytes(StandardCharsets.UTF_8).length;
			if (size > MOST_METADATA) {
				this.problems.add(setting,
						"is too much: S3 takes 2,048 bytes of metadata, names and values and the %d of "
							.formatted(MARKER) + "Longhaul's own entry together");
				return;
			}
		}
	}

	private void tags(Map<String, String> tags) {
		int number = 0;
		for (Map.Entry<String, String> tag : tags.entrySet()) {
			String setting = "tags[" + tag.getKey() + "]";
			if (++number > MOST_TAGS) {
				this.problems.add(setting, "is tag number %d; S3 takes 10 of an object".formatted(number));
				return;
			}
			tag(setting, "name", tag.getKey(), LONGEST_TAG);
			tag(setting, "value", tag.getValue(), LONGEST_TAG_VALUE);
			if (tag.getKey().isBlank() || tag.getKey().toLowerCase(Locale.ROOT).startsWith("aws:")) {
				this.problems.add(setting, "is no name for a tag; it must not be empty nor begin with aws:");
			}
		}
	}

	private void tag(String setting, String what, String text, int longest) {
		if (text.codePointCount(0, text.length()) > longest) {
			this.problems.add(setting,
					"has a %s of more than %d characters, which is the most S3 takes".formatted(what, longest));
		}
		if (!TAG.matcher(text).matches()) {
			this.problems.add(setting,
					"has the %s '%s'; S3 takes letters, digits, spaces and + - = . _ : / @".formatted(what, text));
		}
	}

}
