package dev.longhaul.definition;

import dev.longhaul.store.ContentHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told of the content to those who fetch an object.
 *
 * @param contentType {@code auto} to detect it; null for {@code application/octet-stream}
 */
record HeaderSettings(@Nullable String contentType, @Nullable String cacheControl, @Nullable String contentEncoding,
		@Nullable String contentDisposition) {

	private static final String DETECTED = "auto";

	/** A blank setting counts as not set. */
	HeaderSettings {
		contentType = WrittenText.orNull(contentType);
		cacheControl = WrittenText.orNull(cacheControl);
		contentEncoding = WrittenText.orNull(contentEncoding);
		contentDisposition = WrittenText.orNull(contentDisposition);
	}

	boolean detectsContentType() {
		return DETECTED.equalsIgnoreCase(this.contentType);
	}

	/** A content type that is detected is still to be added. */
	ContentHeaders headers() {
		return new ContentHeaders(detectsContentType() ? null : this.contentType, this.cacheControl,
				this.contentEncoding, this.contentDisposition);
	}

}
