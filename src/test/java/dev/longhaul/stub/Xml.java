package dev.longhaul.stub;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * Writes the XML of answers.
 */
final class Xml {

	static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

	private final StringBuilder text = new StringBuilder(DECLARATION);

	private final Deque<String> open = new ArrayDeque<>();

	/** A result of S3, in its name space. */
	static Xml result(String root) {
		Xml xml = new Xml();
		xml.text.append('<').append(root).append(" xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
		xml.open.push(root);
		return xml;
	}

	/** S3's errors are in no name space. */
	static Xml error() {
		return new Xml().open("Error");
	}

	Xml open(String name) {
		this.text.append('<').append(name).append('>');
		this.open.push(name);
		return this;
	}

	Xml close() {
		this.text.append("</").append(this.open.pop()).append('>');
		return this;
	}

	/** Nothing at all for a value that is not there. */
	Xml value(String name, @Nullable Object value) {
		if (value != null) {
			open(name);
			escape(value.toString());
			close();
		}
		return this;
	}

	byte[] bytes() {
		while (!this.open.isEmpty()) {
			close();
		}
		return this.text.toString().getBytes(StandardCharsets.UTF_8);
	}

	private void escape(String value) {
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			switch (c) {
				case '&' -> this.text.append("&amp;");
				case '<' -> this.text.append("&lt;");
				case '>' -> this.text.append("&gt;");
				case '"' -> this.text.append("&quot;");
				default -> {
					// S3 writes control characters so too, although XML 1.0 has no place
					// for them
					if (c < ' ') {
						this.text.append("&#x").append(Integer.toHexString(c)).append(';');
					}
					else {
						this.text.append(c);
					}
				}
			}
		}
	}

}
