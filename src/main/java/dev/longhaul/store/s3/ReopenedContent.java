package dev.longhaul.store.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import dev.longhaul.store.PartBody;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;

/**
 * Opens the content anew for each try of the SDK, and closes every stream, because the
 * SDK leaves the last one open. Over plain HTTP the SDK reads the content once more
 * before, for the SHA-256 of the signature; its signer takes none that is known already.
 */
final class ReopenedContent implements ContentStreamProvider, AutoCloseable {

	/**
	 * Of what has no other type. The SDK sends a type with each body; a store that is
	 * told none at CreateMultipartUpload takes another, S3 binary/octet-stream.
	 */
	static final String BINARY = "application/octet-stream";

	private final PartBody body;

	private @Nullable InputStream current;

	private @Nullable Runnable flows;

	ReopenedContent(PartBody body) {
		this.body = body;
	}

	RequestBody asBody() {
		return RequestBody.fromContentProvider(this, this.body.part().length(), BINARY);
	}

	/**
	 * The stream that is opened next is sent; others are only looked at.
	 * @param flows told while it goes on
	 */
	void goesOut(Runnable flows) {
		this.flows = flows;
	}

	@Override
	public InputStream newStream() {
		try {
			close();
			InputStream opened = (this.flows != null)
					? new FlowingStream(this.body.content().open(), this.flows, System::nanoTime)
					: this.body.content().look();
			this.flows = null;
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
