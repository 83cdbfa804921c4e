package dev.longhaul.upload;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.TimeMeter;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bytes flow at the rate that holds, and all connections go on sending.
 */
class BandwidthTest {

	private static final int KIB = 1 << 10;

	private static final int MIB = 1 << 20;

	/** A bucket is full when it is new: an eighth of a second is free. */
	private static final Offset<Double> A_BIT = Offset.offset(0.2);

	private final OwnTime time = new OwnTime();

	@Test
	void leaves_the_stream_alone_where_there_is_no_limit() {
		InputStream in = new ByteArrayInputStream(new byte[0]);

		assertThat(new Bandwidth(List.of()).limit(in)).isSameAs(in);
		assertThat(new Bandwidth(List.of()).pace()).isEqualTo(Rate.UNLIMITED);
	}

	@Test
	void yields_all_bytes_at_the_rate() throws IOException {
		Bandwidth bandwidth = of(this.time.budget(OwnTime.rate(MIB), 1));
		byte[] bytes = new byte[10 * MIB + 5];
		bytes[bytes.length - 1] = 7;

		assertThat(bandwidth.limit(new ByteArrayInputStream(bytes)).readAllBytes()).isEqualTo(bytes);
		assertThat(this.time.seconds()).isCloseTo(10, A_BIT);
	}

	@Test
	void yields_single_bytes_at_the_rate_too() throws IOException {
		InputStream in = of(this.time.budget(OwnTime.rate(64), 1)).limit(new ByteArrayInputStream(new byte[] { -1 }));

		assertThat(in.read()).isEqualTo(255);
		assertThat(in.read()).isEqualTo(-1);
	}

	@Test
	void changes_the_rate_during_a_part() throws IOException {
		Bandwidth bandwidth = of(this.time.budget(this.time.rate(MIB, 5, 100 * KIB), 1));

		read(bandwidth, 6 * MIB);

		// 5.125 MiB of the 6 at the first rate, for its bucket was full
		assertThat(this.time.seconds()).isCloseTo(5 + 0.875 * MIB / (100 * KIB), A_BIT);
	}

	@Test
	void lets_a_limit_begin_and_end_during_a_part() throws IOException {
		Bandwidth ending = of(this.time.budget(this.time.rate(MIB, 2, Rate.UNLIMITED), 1));
		read(ending, 500 * MIB);
		assertThat(this.time.seconds()).isCloseTo(2, A_BIT);

		Bandwidth beginning = of(this.time.budget(this.time.rate(Rate.UNLIMITED, 3, MIB), 1));
		read(beginning, 500 * MIB);
		assertThat(this.time.seconds()).isCloseTo(2, A_BIT);
		this.time.set(3);
		read(beginning, 4 * MIB);
		assertThat(this.time.seconds()).isCloseTo(7, A_BIT);
	}

	@Test
	void takes_from_all_budgets_and_the_tightest_counts() throws IOException {
		Budget shared = this.time.budget(OwnTime.rate(MIB), 4);
		Bandwidth both = of(this.time.budget(OwnTime.rate(2 * MIB), 2), shared);

		read(both, 4 * MIB);
		assertThat(this.time.seconds()).isCloseTo(4, A_BIT);
		read(of(shared), 4 * MIB);
		assertThat(this.time.seconds()).isCloseTo(8, A_BIT);
		assertThat(both.pace()).isEqualTo(MIB / 4);
	}

	@Test
	void holds_rates_beyond_a_gigabyte_a_second() throws IOException {
		read(of(this.time.budget(OwnTime.rate(4L << 30), 1)), 1 << 30);

		assertThat(this.time.seconds()).isCloseTo(0.125, A_BIT);
		assertThat(this.time.waits()).isNotEmpty();
	}

	/** S3 ends a connection on which nothing came for 20 seconds. */
	@Test
	void serves_many_parts_in_turn_at_a_low_rate() throws IOException {
		List<Part> parts = send(of(queue(OwnTime.rate(100 * KIB))), 8, 60);

		long all = parts.stream().mapToLong((part) -> part.sent).sum();
		assertThat(all / 60.0 / KIB).isCloseTo(100, Offset.offset(2.0));
		assertThat(parts).allSatisfy((part) -> {
			assertThat(part.sent).isCloseTo(all / 8, Offset.offset(4L * KIB));
			assertThat(part.longestSilence).isLessThan(1);
		});
	}

	@Test
	void does_not_silence_the_parts_when_a_high_rate_becomes_a_low_one() throws IOException {
		List<Part> parts = send(of(queue(this.time.rate(200 * MIB, 1, 100 * KIB))), 64, 60);

		assertThat(parts).allSatisfy((part) -> assertThat(part.longestSilence).isLessThan(2));
		assertThat(parts.stream().mapToLong((part) -> part.sent).sum()).isBetween(200L * MIB, 256L * MIB);
	}

	@Test
	void ends_the_wait_when_it_is_interrupted() throws Exception {
		CountDownLatch waits = new CountDownLatch(1);
		BlockingStrategy signalling = (nanos) -> {
			waits.countDown();
			BlockingStrategy.PARKING.park(nanos);
		};
		Budget slow = new Budget(OwnTime.rate(64), () -> 1, TimeMeter.SYSTEM_NANOTIME, signalling);
		CompletableFuture<Throwable> ended = new CompletableFuture<>();
		AtomicBoolean stillInterrupted = new AtomicBoolean();
		Thread reader = new Thread(() -> {
			try {
				read(of(slow), MIB);
				ended.complete(new AssertionError("it did not wait"));
			}
			catch (IOException ex) {
				stillInterrupted.set(Thread.currentThread().isInterrupted());
				ended.complete(ex);
			}
		});
		reader.start();
		assertThat(waits.await(1, TimeUnit.MINUTES)).isTrue();

		reader.interrupt();

		assertThat(ended.get(1, TimeUnit.MINUTES)).isInstanceOf(InterruptedIOException.class);
		assertThat(stillInterrupted).as("so that nobody tries again").isTrue();
		reader.join();
	}

	private static Bandwidth of(Budget... budgets) {
		return new Bandwidth(List.of(budgets));
	}

	private static void read(Bandwidth bandwidth, long bytes) throws IOException {
		InputStream in = bandwidth.limit(new Zeros());
		byte[] buffer = new byte[MIB];
		for (long left = bytes; left > 0;) {
			left -= in.read(buffer, 0, (int) Math.min(buffer.length, left));
		}
	}

	/** A budget whose waits are noted and are for {@link #send} to let pass. */
	private Budget queue(Rate rate) {
		return new Budget(rate, () -> 1, this.time, (nanos) -> this.time.waits().add(nanos / 1e9));
	}

	/** Parts that send at the same time: whoever's wait is over first is next. */
	private List<Part> send(Bandwidth bandwidth, int count, double seconds) throws IOException {
		List<Part> parts = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			parts.add(new Part(bandwidth.limit(new Zeros())));
		}
		Comparator<Part> byTime = Comparator.comparingDouble((part) -> part.next);
		for (Part part = parts.get(0); part.next < seconds; part = parts.stream().min(byTime).orElseThrow()) {
			this.time.set(part.next);
			this.time.waits().clear();
			part.sent += part.in.read(new byte[MIB]);
			double wait = this.time.waits().stream().mapToDouble(Double::doubleValue).sum();
			// also without a limit no line is faster than 10 Gbit a second
			part.next += Math.max(wait, 0.001);
			part.longestSilence = Math.max(part.longestSilence, wait);
		}
		return parts;
	}

	private static final class Part {

		private final InputStream in;

		private double next;

		private long sent;

		private double longestSilence;

		Part(InputStream in) {
			this.in = in;
		}

	}

	private static final class Zeros extends InputStream {

		@Override
		public int read() {
			return 0;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) {
			return length;
		}

	}

}
