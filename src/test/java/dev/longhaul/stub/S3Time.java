package dev.longhaul.stub;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Times as S3 writes them.
 */
final class S3Time {

	private static final DateTimeFormatter HEADER = DateTimeFormatter
		.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
		.withZone(ZoneOffset.UTC);

	private static final DateTimeFormatter XML = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.US)
		.withZone(ZoneOffset.UTC);

	private S3Time() {
	}

	/** Whole seconds. */
	static String inHeader(Instant time) {
		return HEADER.format(time);
	}

	static String inXml(Instant time) {
		return XML.format(time);
	}

}
