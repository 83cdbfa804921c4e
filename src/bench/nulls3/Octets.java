import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes that are taken from a connection piece by piece, without copying them. */
interface Octets {

	/** At least one and at most so many bytes, valid until the next call; null at the end. */
	ByteBuffer take(int atMost) throws IOException;

	/** A line without its end. */
	default String line() throws IOException {
		StringBuilder line = new StringBuilder();
		for (ByteBuffer one = take(1); one != null; one = take(1)) {
			char octet = (char) (one.get() & 0xff);
			if (octet == '\n') {
				break;
			}
			line.append(octet);
		}
		return line.toString().stripTrailing();
	}

	/** The next so many bytes. */
	static Octets sized(Octets source, long length) {
		return new Octets() {

			private long left = length;

			@Override
			public ByteBuffer take(int atMost) throws IOException {
				if (this.left == 0) {
					return null;
				}
				ByteBuffer piece = source.take((int) Math.min(atMost, this.left));
				this.left -= (piece != null) ? piece.remaining() : this.left;
				return piece;
			}

		};
	}

	/**
	 * The content of chunks. HTTP and aws-chunked write them alike, and one may lie in the other: "SIZE[;signature]",
	 * data and an empty line, until a chunk of size 0, trailers and an empty line.
	 */
	static Octets chunked(Octets source) {
		return new Octets() {

			private Octets chunk = sized(source, 0);

			private boolean begun;

			private boolean ended;

			@Override
			public ByteBuffer take(int atMost) throws IOException {
				ByteBuffer piece = this.chunk.take(atMost);
				if (piece == null && !this.ended) {
					nextChunk();
					piece = this.chunk.take(atMost);
				}
				return piece;
			}

			private void nextChunk() throws IOException {
				if (this.begun) {
					source.line();
				}
				this.begun = true;
				long size = Long.parseLong(source.line().split(";")[0], 16);
				this.chunk = sized(source, size);
				this.ended = (size == 0);
				while (this.ended && !source.line().isEmpty()) {
					// A trailer; nobody asks for it.
				}
			}

		};
	}

}
