package dev.longhaul.console;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import dev.longhaul.upload.Transfer;

/**
 * For a pipe or a mail: one plain line for each 10 % or minute of a file, no control
 * characters.
 */
final class PlainDisplay extends RunText {

	private static final Duration QUIET = Duration.ofMinutes(1);

	private final PrintStream out;

	private final Clock clock;

	private final Map<Transfer, Said> said = new HashMap<>();

	PlainDisplay(PrintStream out, Clock clock) {
		super(out);
		this.out = out;
		this.clock = clock;
	}

	@Override
	public synchronized void progress(Collection<Transfer> transfers) {
		this.said.keySet().retainAll(transfers);
		transfers.forEach(this::line);
	}

	private void line(Transfer transfer) {
		Instant now = this.clock.instant();
		Said first = this.said.compute(transfer,
				(it, known) -> (known != null && known.earlier() == it.earlier()) ? known : Said.of(it, now));
		int tenth = tenth(transfer);
		boolean due = tenth > first.tenth() || Duration.between(first.at(), now).compareTo(QUIET) >= 0;
		if (due && transfer.toHash() > 0) {
			this.out.println("       %s  is compared with what the store has, %s to go"
				.formatted(Amounts.printable(transfer.file()), Amounts.count(transfer.toHash(), "part")));
			this.said.put(transfer, Said.of(transfer, now));
		}
		else if (due && tenth < 10) {
			long rate = (transfer.moved() - first.moved()) * 1000
					/ Math.max(1, Duration.between(first.at(), now).toMillis());
			this.out.println("%3d %%  %s  %s of %s, %s".formatted(transfer.bytes() * 100 / transfer.size(),
					Amounts.printable(transfer.file()), Amounts.bytes(transfer.bytes()), Amounts.bytes(transfer.size()),
					Amounts.rate(Math.max(0, rate))));
			this.said.put(transfer, Said.of(transfer, now));
		}
	}

	private static int tenth(Transfer transfer) {
		return (transfer.size() == 0) ? 10 : (int) (transfer.bytes() * 10 / transfer.size());
	}

	/**
	 * What was last said of a transfer. What earlier runs sent becomes known a while
	 * after it begins, and does not count for the speed of this one.
	 */
	private record Said(int tenth, long earlier, long moved, Instant at) {

		static Said of(Transfer transfer, Instant now) {
			return new Said(PlainDisplay.tenth(transfer), transfer.earlier(), transfer.moved(), now);
		}

	}

}
