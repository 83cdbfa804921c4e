package dev.longhaul.hook;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The JSON of an event in a file that has lost its name: it is there as long as it is
 * open, and a kill leaves nothing of it.
 */
final class EventBody implements Closeable {

	private final FileChannel json;

	private EventBody(FileChannel json) {
		this.json = json;
	}

	static EventBody of(HookEvent event) throws IOException {
		Path named = Files.createTempFile("longhaul-hook", ".json");
		try {
			event.writeTo(named);
			return new EventBody(FileChannel.open(named));
		}
		finally {
			Files.deleteIfExists(named);
		}
	}

	/**
	 * From its beginning at every try; of a known length, for not every server takes
	 * chunks.
	 */
	BodyPublisher publisher() throws IOException {
		return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> new Reading(this.json)),
				this.json.size());
	}

	@Override
	public void close() throws IOException {
		this.json.close();
	}

	/** At a position of its own: a try that was given up may still read. */
	private static final class Reading extends InputStream {

		private final FileChannel json;

		private long position;

		Reading(FileChannel json) {
			this.json = json;
		}

		@Override
		public int read() throws IOException {
			byte[] octet = new byte[1];
			return (read(octet, 0, 1) < 0) ? -1 : octet[0] & 0xFF;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			int n = this.json.read(ByteBuffer.wrap(bytes, offset, length), this.position);
			this.position += Math.max(0, n);
			return n;
		}

	}

}
