package dev.longhaul;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A run in a terminal, with its bar, and somebody ends it there.
 */
@Timeout(120)
class TerminalTest {

	private static final int HANGUP = 129;

	private static final int INTERRUPTED = 130;

	private static final int CONTROL_C = 3;

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	/**
	 * Runs its arguments in a terminal, types there what comes by stdin, closes it at the
	 * end of that, and ends as they end. A shell has what it starts in the background
	 * ignore signals, and these tests perhaps too.
	 */
	private static final String TERMINAL = """
			import os, pty, select, signal, sys
			child, terminal = pty.fork()
			if child == 0:
			    signal.signal(signal.SIGHUP, signal.SIG_DFL)
			    signal.signal(signal.SIGINT, signal.SIG_DFL)
			    os.environ['TERM'] = 'xterm'
			    os.execv(sys.argv[1], sys.argv[1:])
			while True:
			    ready, _, _ = select.select([0, terminal], [], [])
			    if terminal in ready:
			        try:
			            os.write(1, os.read(terminal, 4096))
			        except OSError:
			            break
			    else:
			        typed = os.read(0, 1)
			        if not typed:
			            break
			        os.write(terminal, typed)
			os.close(terminal)
			sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) % 256)
			""";

	@TempDir
	private Path folder;

	private Night night;

	@BeforeEach
	void begin() throws Exception {
		Assumptions.assumeTrue(
				new ProcessBuilder("sh", "-c", "python3 -c 'import os, pty; os.waitstatus_to_exitcode(0)'").start()
					.waitFor() == 0,
				"a terminal is made by Python");
		this.night = Night.in(this.folder);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void that_is_closed_ends_the_run_in_order() throws Exception {
		assertEndsInOrder(OutputStream::close, "HUP", HANGUP);
	}

	@Test
	void in_which_control_c_is_typed_ends_the_run_in_order() throws Exception {
		assertEndsInOrder((typed) -> {
			typed.write(CONTROL_C);
			typed.flush();
		}, "INT", INTERRUPTED);
	}

	private void assertEndsInOrder(Action action, String signal, int exitCode) throws Exception {
		this.night.file("big.bin", 5 * Night.PART, 1);
		CountDownLatch ended = new CountDownLatch(1);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).then(() -> await(ended)));
		Path shown = this.folder.resolve("shown");
		Process run = new OwnProcess(this.folder, List.of("python3", "-c", TERMINAL), List.of()).start(shown, "run");
		try (OutputStream typed = run.getOutputStream()) {
			Awaitility.await().atMost(PATIENCE).until(() -> Files.readString(shown).contains("MiB"));
			this.night.s3().awaitRequest(Op.UPLOAD_PART, 2, PATIENCE);
			action.carryOut(typed);
			Awaitility.await().atMost(PATIENCE).until(() -> log().contains(signal + ": nothing new is begun"));
			ended.countDown();
			assertThat(run.waitFor()).as("%s", log()).isEqualTo(exitCode);
		}
		finally {
			ended.countDown();
		}
		assertThat(log()).doesNotContain("IOError");
		assertThat(this.night.s3().requests(Op.UPLOAD_PART)).hasSize(2);
		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);
	}

	private String log() throws IOException {
		return Files.readString(this.folder.resolve("home/longhaul.log"));
	}

	/** What somebody does at the terminal. */
	@FunctionalInterface
	private interface Action {

		void carryOut(OutputStream typed) throws IOException;

	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

}
