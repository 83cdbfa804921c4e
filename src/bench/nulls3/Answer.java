import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** An answer of S3; to a HEAD, only the length of the body is said. */
record Answer(int status, Map<String, String> headers, String body, long length) {

	static Answer empty(int status, Map<String, String> headers) {
		return new Answer(status, headers, "", 0);
	}

	static Answer xml(int status, String root, String content) {
		String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + root + ">" + content + "</" + root + ">";
		int length = body.getBytes(StandardCharsets.UTF_8).length;
		return new Answer(status, Map.of("Content-Type", "application/xml"), body, length);
	}

	static String tag(String name, Object value) {
		String text = value.toString().replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
		return "<" + name + ">" + text + "</" + name + ">";
	}

	/** {@code x-amz-checksum-crc32: …} as S3 writes it in XML. */
	static String tags(Map<String, String> checksums) {
		StringBuilder xml = new StringBuilder();
		checksums.forEach((header, value) -> {
			String name = header.substring("x-amz-checksum-".length());
			xml.append(tag("Checksum" + (name.equals("type") ? "Type" : name.toUpperCase(Locale.ROOT)), value));
		});
		return xml.toString();
	}

	/** An answer that is an error, thrown where it is found. */
	static final class Refused extends RuntimeException {

		private static final long serialVersionUID = 1;

		private final int status;

		Refused(int status, String code) {
			super(code, null, false, false);
			this.status = status;
		}

		Answer answer() {
			return xml(this.status, "Error", tag("Code", getMessage()) + tag("Message", getMessage()));
		}

	}

}
