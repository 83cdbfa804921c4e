package dev.longhaul.doctor;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;

import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.JobDefinitions;
import dev.longhaul.definition.JobDefinitions.Reading;
import dev.longhaul.definition.Misconfigured;
import dev.longhaul.store.StoreProbes;

/**
 * Examines the machine and the definitions with their sources and stores. Needs no lock
 * and works beside a run.
 */
public final class Doctor {

	private static final String BROKER = "broker";

	private final StoreProbes probes;

	private final Supplier<Optional<String>> broker;

	private final IntFunction<List<String>> settings;

	private final Clock clock;

	/**
	 * A doctor.
	 * @param broker tries the one of the cluster as a run and its workers use it: says
	 * which it is and for whom it works, nothing where there is none; throws why it does
	 * not work
	 * @param settings reads those of the process, for so many parts at once as the
	 * definitions ask for: what is wrong with them, and where
	 */
	public Doctor(StoreProbes probes, Supplier<Optional<String>> broker, IntFunction<List<String>> settings,
			Clock clock) {
		this.probes = probes;
		this.broker = broker;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Does all checks, whatever comes of each.
	 * @param told called with each check when it is done
	 * @return all of them
	 */
	public List<Check> examine(Visit visit, Consumer<Check> told) {
		List<Check> checks = new ArrayList<>();
		Consumer<Check> kept = checks::add;
		Consumer<Check> both = kept.andThen(told);
		CheckList process = new CheckList(null, both);
		new MachineChecks(process).examine();
		new HomeChecks(process, visit.home(), visit.reader(), this.clock).examine();
		KeyBook keys = new KeyBook();
		List<Reading> readings = readings(visit, process);
		List<JobDefinition> definitions = readings.stream()
			.flatMap((reading) -> Optional.ofNullable(reading.definition()).stream())
			.toList();
		process.guarded(Check.SETTINGS, () -> settings(process, new Definitions(definitions)));
		if (checks.stream().anyMatch(Doctor::isWrongSetting)) {
			process.skip(List.of(BROKER), "the settings are wrong");
		}
		else {
			broker(process);
		}
		for (Reading reading : readings) {
			CheckList list = new CheckList(reading.name(), both);
			reading.problems().forEach((problem) -> list.fail(Check.DEFINITION, problem));
			JobDefinition definition = reading.definition();
			if (definition != null) {
				list.ok(Check.DEFINITION, "it is valid");
				List<JobDefinition> others = definitions.stream().filter((other) -> !other.equals(definition)).toList();
				list.guarded("source",
						() -> new SourceChecks(list, definition, others, visit.home().folder(), this.clock)
							.examine(keys));
				store(definition, list, visit);
			}
		}
		return checks;
	}

	private void settings(CheckList process, Definitions definitions) {
		List<String> problems = this.settings.apply(definitions.partsAtOnce());
		problems.forEach((problem) -> process.fail(Check.SETTINGS, problem));
		if (problems.isEmpty()) {
			process.ok(Check.SETTINGS, "those of the process are valid");
		}
	}

	private static boolean isWrongSetting(Check check) {
		return check.name().equals(Check.SETTINGS) && check.result() == Check.Result.FAIL;
	}

	private void broker(CheckList process) {
		try {
			this.broker.get()
				.ifPresent((who) -> process.ok(BROKER, who + " may put requests for ranges in and take them out"));
		}
		catch (RuntimeException ex) {
			process.fail(BROKER, ex);
		}
	}

	private void store(JobDefinition definition, CheckList list, Visit visit) {
		new StorageClassCheck(list, definition.destination()).examine();
		if (visit.offline()) {
			list.skip(List.of("store"), "of --offline");
		}
		else {
			list.guarded("store", () -> new StoreChecks(list, definition, this.clock).examine(this.probes));
		}
	}

	private static List<Reading> readings(Visit visit, CheckList process) {
		try {
			JobDefinitions all = visit.definitions();
			List<Reading> readings = (visit.names().isEmpty() ? all.requireAny() : all).examine(visit.names());
			if (readings.isEmpty()) {
				process.warn("definitions", "no definition is enabled, so a run has nothing to do; name another folder "
						+ "with --jobs, or a definition");
			}
			return readings;
		}
		catch (Misconfigured ex) {
			process.fail(Check.DEFINITION, ex);
			return List.of();
		}
	}

}
