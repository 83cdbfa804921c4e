package dev.longhaul.schedule;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.io.FileSystemResource;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The units in config/ are ones that systemd reads and Longhaul understands.
 */
class UnitsTest {

	private static final Path FOLDER = Path.of("config/systemd");

	private static final Path HARDENING = FOLDER.resolve("longhaul-.service.d/10-hardening.conf");

	/** Ten times what systemd-analyze calls exposure; 20 is its "OK". */
	private static final int EXPOSURE = 20;

	@ParameterizedTest
	@ValueSource(strings = { "nightly", "drop", "sweep", "watch", "worker@" })
	void a_service_starts_a_command_that_there_is(String name) {
		UnitFile unit = UnitFile.of(FOLDER.resolve("longhaul-" + name + ".service"));
		String start = unit.value("Service", "ExecStart");

		assertThat(start).startsWith("/opt/longhaul/bin/longhaul --home /var/lib/longhaul --jobs /etc/longhaul/jobs ");
		assertThat(Words.behindLauncher(start).command())
			.isEqualTo(Map.of("sweep", "sweep", "watch", "watch", "worker@", "worker").getOrDefault(name, "run"));
	}

	@Test
	void a_worker_is_named_with_its_machine() {
		UnitFile unit = UnitFile.of(FOLDER.resolve("longhaul-worker@.service"));

		assertThat(unit.value("Service", "ExecStart")).contains(" worker --name %i@%H ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "nightly", "drop", "sweep", "watch", "worker@" })
	void a_service_ends_in_order_and_does_not_repeat_what_is_wrong(String name) {
		UnitFile unit = UnitFile.of(FOLDER.resolve("longhaul-" + name + ".service"));

		assertThat(duration(unit.value("Service", "TimeoutStopSec"))).isGreaterThan(shutdownGrace());
		assertThat(unit.value("Service", "KillMode")).isEqualTo("mixed");
		assertThat(unit.value("Service", "SuccessExitStatus").split(" ")).containsExactlyInAnyOrder("143", "130");
		assertThat(unit.value("Service", "Restart")).isEqualTo("on-failure");
		assertThat(unit.value("Service", "RestartPreventExitStatus").split(" ")).contains("2");
	}

	@ParameterizedTest
	@CsvSource({ "nightly, *-*-* 01:15:00", "sweep, Sun *-*-* 12:00:00" })
	void a_time_that_was_missed_is_caught_up(String name, String time) {
		UnitFile timer = UnitFile.of(FOLDER.resolve("longhaul-" + name + ".timer"));

		assertThat(timer.value("Timer", "Persistent")).isEqualTo("true");
		assertThat(timer.value("Timer", "OnCalendar")).isEqualTo(time);
		assertThat(duration(timer.value("Timer", "RandomizedDelaySec"))).isPositive();
	}

	@Test
	void the_sign_that_starts_a_drop_is_taken_away_before_the_run() {
		String sign = UnitFile.of(FOLDER.resolve("longhaul-drop.path")).value("Path", "PathExistsGlob");
		UnitFile drop = UnitFile.of(FOLDER.resolve("longhaul-drop.service"));

		assertThat(drop.value("Service", "ExecStartPre")).contains("rm ").contains(sign);
		assertThat(Path.of(sign)).hasParentRaw(Path.of(drop.value("Service", "ReadWritePaths")));
	}

	@Test
	void services_may_do_little_but_what_the_jvm_needs() {
		UnitFile hardening = UnitFile.of(HARDENING);

		assertThat(hardening.value("Service", "User")).isEqualTo("longhaul");
		assertThat(hardening.value("Service", "StateDirectory")).isEqualTo("longhaul");
		assertThat(hardening.value("Service", "CacheDirectory")).as("for the start-up archive").isEqualTo("longhaul");
		assertThat(hardening.value("Service", "ProtectSystem")).isEqualTo("strict");
		assertThat(hardening.value("Service", "NoNewPrivileges")).isEqualTo("yes");
		assertThat(hardening.value("Service", "CapabilityBoundingSet")).isEmpty();
		assertThat(hardening.value("Service", "Environment")).isEqualTo("LC_ALL=C.UTF-8");
		assertThat(hardening.values("Service", "MemoryDenyWriteExecute")).as("no JVM starts with it").isEmpty();
	}

	/** By systemd itself, where there is one. */
	@Test
	void systemd_has_no_complaint(@TempDir Path folder) throws IOException, InterruptedException {
		List<Path> units = unitsIn(folder);
		assertThat(units).hasSize(8);
		if (isInstalled("systemd-analyze")) {
			for (Path unit : units) {
				assertThat(complaints("verify", "--man=no", unit.toString())).as("%s", unit).isEmpty();
				if (unit.toString().endsWith(".service")) {
					assertThat(complaints("security", "--no-pager", "--offline=true", "--threshold=" + EXPOSURE,
							unit.toString()))
						.as("%s", unit)
						.isEmpty();
				}
			}
		}
	}

	/** A copy, with a program that there is on every machine on which tests run. */
	private static List<Path> unitsIn(Path folder) throws IOException {
		FileSystemUtils.copyRecursively(FOLDER, folder);
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		List<Path> units = new ArrayList<>();
		try (Stream<Path> files = Files.list(folder)) {
			files.filter((file) -> file.toString().matches(".*\\.(service|timer|path)")).forEach(units::add);
		}
		// a template is looked at by one of its instances
		units.replaceAll((unit) -> unit.toString().contains("@.") ? instanceOf(unit) : unit);
		for (Path unit : units) {
			Files.writeString(unit, Files.readString(unit).replace("/opt/longhaul/bin/longhaul", java));
		}
		return units;
	}

	private static Path instanceOf(Path template) {
		try {
			return Files.move(template, Path.of(template.toString().replace("@.", "@a.")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isInstalled(String program) {
		return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
			.anyMatch((folder) -> Files.isExecutable(Path.of(folder, program)));
	}

	/** What it says where it is not content, else nothing. */
	private static String complaints(String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of("systemd-analyze"));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		boolean content = process.waitFor() == 0;
		return (content && arguments[0].equals("security")) ? "" : said + (content ? "" : "exit code not 0");
	}

	private static Duration shutdownGrace() {
		YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
		yaml.setResources(new FileSystemResource("src/main/resources/application.yml"));
		var properties = yaml.getObject();
		assertThat(properties).isNotNull();
		return duration(properties.getProperty("longhaul.shutdown-grace"));
	}

	/** systemd says min where Spring Boot says m. */
	private static Duration duration(String text) {
		return DurationStyle.detectAndParse(text.replace("min", "m"));
	}

}
