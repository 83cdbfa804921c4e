package dev.longhaul.store.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import dev.longhaul.store.PartBody;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;

/**
 * Opens the content anew for each try of the SDK, and closes every stream, because the
 * SDK leaves the last one open.
 */
final class ReopenedContent implements ContentStreamProvider, AutoCloseable {

	private final PartBody.Content content;

	private @Nullable InputStream current;

	ReopenedContent(PartBody.Content content) {
		this.content = content;
	}

	@Override
	public InputStream newStream() {
		try {
			close();
			InputStream opened = this.content.open();
			this.current = opened;
			return opened;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		if (this.current != null) {
			this.current.close();
			this.current = null;
		}
	}

}
