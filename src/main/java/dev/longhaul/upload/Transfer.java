package dev.longhaul.upload;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * How far an upload is, for those who watch: bytes in the store and bytes on their way.
 */
public final class Transfer {

	private final Path file;

	private final long size;

	private final LongConsumer onSent;

	private final AtomicLong earlier = new AtomicLong();

	private final AtomicLong arrived = new AtomicLong();

	private final AtomicLong onTheWay = new AtomicLong();

	private final AtomicInteger toHash = new AtomicInteger();

	private volatile boolean failed;

	private volatile boolean withdrawn;

	/**
	 * A transfer that begins.
	 * @param onSent told of the bytes of each part that arrived
	 */
	public Transfer(Path file, long size, LongConsumer onSent) {
		this.file = file;
		this.size = size;
		this.onSent = onSent;
	}

	public Path file() {
		return this.file;
	}

	/** The file's size in bytes. */
	public long size() {
		return this.size;
	}

	/** Bytes that are in the store or on their way to it, at most {@link #size}. */
	public long bytes() {
		return Math.min(this.size, this.earlier.get() + moved());
	}

	/** Bytes that are in the store from earlier runs. */
	public long earlier() {
		return this.earlier.get();
	}

	/** Bytes that this run brought into the store or has on their way. */
	public long moved() {
		return this.arrived.get() + this.onTheWay.get();
	}

	/** Says that a part arrived. */
	public void sent(long bytes) {
		this.arrived.addAndGet(bytes);
		this.onSent.accept(bytes);
	}

	/**
	 * Says that so many bytes more are in the store, from an earlier run; fewer, where it
	 * has lost what was checkpointed.
	 */
	public void foundEarlier(long bytes) {
		this.earlier.addAndGet(bytes);
	}

	/** Says that one range failed: the others begin no part that nobody waits for. */
	public void fail() {
		this.failed = true;
	}

	public boolean failed() {
		return this.failed;
	}

	/** Says that the upload is to be aborted: no part is begun any more. */
	void withdraw() {
		this.withdrawn = true;
	}

	public boolean withdrawn() {
		return this.withdrawn;
	}

	/**
	 * Says that parts that the store has are compared with the file before any is sent.
	 */
	public void compares(int parts) {
		this.toHash.set(parts);
	}

	void compared() {
		this.toHash.updateAndGet((parts) -> Math.max(0, parts - 1));
	}

	/** How many parts have to be hashed yet before any is sent. */
	public int toHash() {
		return this.toHash.get();
	}

	/**
	 * A meter of one part.
	 * @param whole told when all its bytes were read to be sent
	 */
	Meter meter(long bytes, Runnable whole) {
		return new Meter(bytes, whole);
	}

	/** Counts the bytes of one part; a retry counts from zero. */
	final class Meter implements AutoCloseable {

		private final long bytes;

		private final Runnable whole;

		private long counted;

		private Meter(long bytes, Runnable whole) {
			this.bytes = bytes;
			this.whole = whole;
		}

		InputStream count(InputStream in) {
			reset();
			return new FilterInputStream(in) {

				@Override
				public int read(byte[] bytes, int offset, int length) throws IOException {
					int n = super.read(bytes, offset, length);
					if (n > 0) {
						Meter.this.counted += n;
						Transfer.this.onTheWay.addAndGet(n);
						if (Meter.this.counted == Meter.this.bytes) {
							Meter.this.whole.run();
						}
					}
					return n;
				}

			};
		}

		private void reset() {
			Transfer.this.onTheWay.addAndGet(-this.counted);
			this.counted = 0;
		}

		@Override
		public void close() {
			reset();
		}

	}

}
