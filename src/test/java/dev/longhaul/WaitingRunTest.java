package dev.longhaul;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import dev.longhaul.cli.CommandLines;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.launch.RunMode;
import dev.longhaul.repository.request.OwnerRequest;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A run that waits for another one of the same definition.
 */
class WaitingRunTest {

	private final Path folder;

	private final Night night;

	WaitingRunTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
	}

	@AfterEach
	void end() {
		this.night.close();
	}

	@Test
	void says_nothing_of_it_to_who_wants_quiet() {
		assertThat(waited("--wait", "300ms", "--quiet")).doesNotContain("waiting").contains("vault");
	}

	@ParameterizedTest
	@CsvSource({ "300ms, 1s", "1900ms, 2s" })
	void says_for_how_long_in_whole_seconds_and_never_less_than_was_asked_for(String wait, String said) {
		assertThat(waited("--wait", wait)).contains("waiting until that has ended, " + said + " at most");
	}

	@Test
	void a_rerun_says_that_it_waits_for_what_another_command_has_in_hand() {
		assertThat(rerunBesideOne()).contains(
				"longhaul: 1 of 1 upload is in the hands of another command; it is waited for and not sent twice\n");
		assertThat(this.night.s3().objects()).hasSize(1);
	}

	@Test
	void a_quiet_rerun_waits_for_it_without_a_word() {
		assertThat(rerunBesideOne("--quiet")).isEmpty();
	}

	/** What a rerun says on stderr while what it wants is being sent. */
	private String rerunBesideOne(String... options) {
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		this.night.file("big.bin", 3 * Night.PART, 1);
		this.night.leaveUnfinished();
		Fault held = this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).once().stallInBody());
		OwnerRequest request = request("rerun", options);
		this.night.inSession(List.of("vault"), (session) -> {
			CompletableFuture<UploadOutcome> sent = session.run()
				.begin(session.unfinished().goingOn(Set.of()).candidates().get(0), RunMode.USUAL);
			Awaitility.await().until(held::hits, (hits) -> hits == 1);
			CompletableFuture<Integer> rerun = OwnThread
				.supply(() -> CommandLines.carryOut(request, (home, definitions, claim) -> session.beside(definitions),
						new PrintStream(PrintStream.nullOutputStream()),
						new PrintStream(err, true, StandardCharsets.UTF_8)));
			if (options.length == 0) {
				Awaitility.await().until(() -> err.size() > 0);
			}
			held.release();
			assertThat(sent.join().result()).isEqualTo(Result.RESUMED);
			assertThat(rerun.join()).isZero();
			return session;
		});
		return err.toString(StandardCharsets.UTF_8);
	}

	private OwnerRequest request(String command, String... options) {
		return new OwnerRequest(Stream.concat(Stream.of(command), Stream.of(options)).toList(), this.folder.toString(),
				this.folder.toString());
	}

	/** What is said to who waits in vain. */
	private String waited(String... options) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		PrintStream err = new PrintStream(out, true, StandardCharsets.UTF_8);
		OwnerRequest request = request("run", options);

		int exitCode = this.night.inSession(List.of("vault"), (session) -> {
			try (AutoCloseable first = session.engine().claims().take(List.of("vault"), Duration.ZERO)) {
				return CommandLines.carryOut(request, (home, definitions, claim) -> session.beside(definitions),
						new PrintStream(PrintStream.nullOutputStream()), err);
			}
			catch (Exception ex) {
				throw new AssertionError(ex);
			}
		});

		assertThat(exitCode).isEqualTo(75);
		return out.toString(StandardCharsets.UTF_8);
	}

}
