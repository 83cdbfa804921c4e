package dev.longhaul.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.longhaul.doctor.Check.Result;
import dev.longhaul.part.S3Limits;
import dev.longhaul.repository.home.Claim;
import dev.longhaul.repository.home.EmbeddedReader;
import dev.longhaul.repository.home.HomeLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the doctor finds out about the machine and the home, which it leaves as it was.
 */
class DoctorAndHomeTest {

	private final Practice practice;

	private final List<Check> told = new ArrayList<>();

	DoctorAndHomeTest(@TempDir Path folder) {
		this.practice = new Practice(folder, Practice.NOWHERE).define("vault", "");
	}

	@Test
	void a_home_that_is_not_there_is_not_made() {
		List<Check> checks = this.practice.examineOffline();

		assertThat(Practice.only(checks, "home").message()).contains("not there yet");
		assertThat(Practice.only(checks, "repository").result()).isEqualTo(Result.OK);
		assertThat(Practice.only(checks, "disk").message()).contains("MiB are left");
		assertThat(Practice.only(checks, "java").message()).contains(String.valueOf(Runtime.version()));
		assertThat(this.practice.home().folder()).doesNotExist();
	}

	@Test
	void a_home_that_cannot_be_made_fails() {
		this.practice.write("home", "a file has this name");

		List<Check> checks = this.practice.examineOffline();

		assertThat(Practice.only(checks, "home").result()).isEqualTo(Result.FAIL);
		assertThat(Practice.only(checks, "home").advice()).contains("--home");
		assertThat(Practice.only(checks, "disk").result()).isEqualTo(Result.SKIPPED);
		assertThat(Practice.only(checks, "folder").result()).isEqualTo(Result.OK);
	}

	@Test
	void a_home_that_a_run_holds_is_told_of_and_not_taken_from_it() throws IOException {
		Clock clock = Clock.systemUTC();
		try (HomeLock lock = HomeLock.take(this.practice.home(), Claim.atOnce("run"), clock)) {
			List<Check> checks = this.practice.examineOffline();

			Check check = Practice.only(checks, "repository");
			assertThat(check.result()).isEqualTo(Result.NOTE);
			assertThat(check.message()).contains("process %d (run) since ".formatted(ProcessHandle.current().pid()));
			assertThat(lock.home().folder().resolve("owner.json")).exists();
		}
		assertThat(Practice.only(this.practice.examineOffline(), "repository").result()).isEqualTo(Result.OK);
	}

	@Test
	void a_repository_that_is_damaged_fails_and_stays_as_it_is() throws IOException {
		this.practice.write("home/repository.script", "garbage\n");
		this.practice.write("home/password", "secret");

		Check check = Practice.only(this.practice.examineOffline(), "repository");

		assertThat(check.result()).isEqualTo(Result.FAIL);
		assertThat(check.advice()).contains("--rebuild");
		assertThat(Files.readString(this.practice.home().folder().resolve("repository.script"))).isEqualTo("garbage\n");
	}

	@ParameterizedTest
	@CsvSource({ "10, FAIL", "100, WARN", "1000, OK" })
	void a_disk_that_is_almost_full_is_told_of(long mebibytes, Result result) {
		new HomeChecks(list(), this.practice.home(), () -> new EmbeddedReader(this.practice.home()), Clock.systemUTC())
			.space(mebibytes * S3Limits.MIB);

		assertThat(this.told).extracting(Check::result).containsExactly(result);
	}

	@ParameterizedTest
	@CsvSource({ "UTF-8, OK", "ANSI_X3.4-1968, WARN", "ISO-8859-1, WARN" })
	void a_locale_that_misreads_names_is_told_of(String encoding, Result result) {
		new MachineChecks(list()).names(encoding);

		assertThat(this.told).extracting(Check::result).containsExactly(result);
	}

	@Test
	void what_nobody_expected_is_a_failed_check_and_the_others_go_on() {
		CheckList list = list();
		list.guarded("files", () -> {
			throw new IllegalStateException("nobody expected this");
		});
		list.ok("next", "fine");

		assertThat(Practice.names(this.told, Result.FAIL)).containsExactly("files");
		assertThat(Practice.only(this.told, "files").message()).isEqualTo("nobody expected this");
		assertThat(Practice.names(this.told, Result.OK)).containsExactly("next");
	}

	private CheckList list() {
		return new CheckList(null, this.told::add);
	}

}
