package dev.longhaul.job;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.Timetable;
import dev.longhaul.upload.Bandwidth;
import dev.longhaul.upload.Budget;
import dev.longhaul.upload.Rate;

/**
 * The budgets of this process: one a definition that sets a limit, and one over all.
 */
public final class Bandwidths {

	private final Map<String, Bandwidth> byDefinition;

	/**
	 * The budgets, not touched yet.
	 * @param overall of all definitions together
	 */
	public Bandwidths(DefinitionsInUse definitions, Timetable overall, Clock clock) {
		Optional<Budget> shared = budget(overall, definitions.partsAtOnce(), clock);
		this.byDefinition = definitions.all()
			.stream()
			.collect(Collectors.toMap(JobDefinition::name,
					(definition) -> new Bandwidth(Stream
						.concat(budget(definition.transfer().timetable(), definitions.partsAtOnce(), clock).stream(),
								shared.stream())
						.toList())));
	}

	Bandwidth of(JobDefinition definition) {
		return this.byDefinition.getOrDefault(definition.name(), Bandwidth.UNLIMITED);
	}

	private static Optional<Budget> budget(Timetable timetable, int partsAtOnce, Clock clock) {
		return timetable.isUnlimited() ? Optional.empty()
				: Optional.of(new Budget(new TimetableRate(timetable, clock), partsAtOnce));
	}

	private record TimetableRate(Timetable timetable, Clock clock) implements Rate {

		@Override
		public long now() {
			return this.timetable.rateAt(this.clock.instant(), this.clock.getZone());
		}

		@Override
		public long slowest() {
			return this.timetable.slowest();
		}

	}

}
