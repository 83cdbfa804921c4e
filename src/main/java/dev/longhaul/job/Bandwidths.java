package dev.longhaul.job;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.Timetable;
import dev.longhaul.definition.TransferSettings;
import dev.longhaul.upload.Bandwidth;
import dev.longhaul.upload.Budget;
import dev.longhaul.upload.Rate;

/**
 * The budgets of this process: one a definition that sets a limit, and one over all.
 */
public final class Bandwidths {

	/**
	 * Made when a definition is first asked for, and anew when its transfer was changed.
	 */
	private final Map<Limit, Bandwidth> made = new ConcurrentHashMap<>();

	private final DefinitionsInUse definitions;

	private final Optional<Budget> shared;

	private final Clock clock;

	private final IntSupplier sharers;

	/**
	 * The budgets, not touched yet, of a process that may have only a share of the
	 * definitions' limits.
	 * @param overall of all definitions together, in this process
	 * @param sharers so many processes share what a definition allows; it may change
	 */
	public Bandwidths(DefinitionsInUse definitions, Timetable overall, Clock clock, IntSupplier sharers) {
		this.sharers = sharers;
		this.definitions = definitions;
		this.clock = clock;
		this.shared = budget(overall, () -> 1, definitions::partsAtOnce);
	}

	/** The budgets by which the files of a definition are sent. */
	public Bandwidth of(JobDefinition definition) {
		return this.made.computeIfAbsent(new Limit(definition.name(), definition.transfer()), (limit) -> new Bandwidth(
				Stream.concat(own(definition.transfer()).stream(), this.shared.stream()).toList()));
	}

	private Optional<Budget> own(TransferSettings transfer) {
		return budget(transfer.timetable(), this.sharers, () -> this.definitions.partsAtOnce(transfer));
	}

	private Optional<Budget> budget(Timetable timetable, IntSupplier processes, IntSupplier parts) {
		return timetable.isUnlimited() ? Optional.empty()
				: Optional.of(new Budget(new TimetableRate(timetable, this.clock, processes), parts));
	}

	private record Limit(String definition, TransferSettings transfer) {

	}

	private record TimetableRate(Timetable timetable, Clock clock, IntSupplier processes) implements Rate {

		@Override
		public long now() {
			return share(this.timetable.rateAt(this.clock.instant(), this.clock.getZone()));
		}

		@Override
		public long slowest() {
			return share(this.timetable.slowest());
		}

		private long share(long rate) {
			return (rate == Rate.UNLIMITED) ? rate : Math.max(1, rate / Math.max(1, this.processes.getAsInt()));
		}

	}

}
