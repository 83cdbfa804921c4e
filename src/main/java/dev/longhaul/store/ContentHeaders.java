package dev.longhaul.store;

import org.jspecify.annotations.Nullable;

/**
 * What is told of an object's content to those who fetch it; null is the store's own.
 *
 * @param type Content-Type
 * @param cacheControl Cache-Control
 * @param encoding Content-Encoding
 * @param disposition Content-Disposition
 */
public record ContentHeaders(@Nullable String type, @Nullable String cacheControl, @Nullable String encoding,
		@Nullable String disposition) {

	/** Nothing is said. */
	public static final ContentHeaders NONE = new ContentHeaders(null, null, null, null);

}
