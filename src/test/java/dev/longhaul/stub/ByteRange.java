package dev.longhaul.stub;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of an object that a Range header asks for.
 */
record ByteRange(long from, long length) {

	private static final Pattern HEADER = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

	/** Null for the whole object: no header, or one that HTTP tells to ignore. */
	static @Nullable ByteRange of(@Nullable String header, long size) {
		Matcher matcher = HEADER.matcher((header != null) ? header : "");
		if (!matcher.matches() || "bytes=-".equals(header)) {
			return null;
		}
		String first = matcher.group(1);
		String last = matcher.group(2);
		if (first.isEmpty()) {
			return satisfiable(Math.max(0, size - Long.parseLong(last)), size, size);
		}
		long end = last.isEmpty() ? size : Math.min(size, Long.parseLong(last) + 1);
		return satisfiable(Long.parseLong(first), end, size);
	}

	String contentRange(long size) {
		return "bytes " + this.from + "-" + (this.from + this.length - 1) + "/" + size;
	}

	private static ByteRange satisfiable(long from, long end, long size) {
		if (from >= end || from >= size) {
			throw new S3Error(416, "InvalidRange", "The requested range is not satisfiable");
		}
		return new ByteRange(from, end - from);
	}

}
