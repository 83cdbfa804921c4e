package dev.longhaul;

import java.time.Clock;
import java.util.List;
import java.util.Locale;

import dev.longhaul.cli.CommandLines;
import dev.longhaul.console.ProcessOutput;
import dev.longhaul.doctor.Doctor;
import dev.longhaul.setting.ClusterSetting;
import dev.longhaul.setting.ProcessSettings;
import dev.longhaul.store.s3.S3ObjectStores;
import dev.longhaul.store.s3.S3StoreProbes;

/**
 * The entry point.
 */
public final class Longhaul {

	private Longhaul() {
	}

	public static void main(String[] arguments) {
		// some locales have digits of their own, and we write addresses, SQL and names
		Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
		ProcessOutput output = ProcessOutput.install();
		System.exit(output.exitCode(run(arguments)));
	}

	/**
	 * Runs one command.
	 * @return the exit code
	 */
	public static int run(String... arguments) {
		Clock clock = LocalTime.leave();
		return CommandLines
			.of(new BootSessions(clock),
					new Doctor(new S3StoreProbes(), ClusterSetting::tryBroker, ProcessSettings::problems, clock),
					() -> new S3ObjectStores(Wiring.MOST_CONNECTIONS), PostgresPlace::migrate,
					(home, setting) -> BootWorkers.open(home, setting, clock), List.of(arguments))
			.execute(arguments);
	}

}
