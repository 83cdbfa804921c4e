package dev.longhaul.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged jar in a process of its own, as cron would start it.
 */
final class LonghaulProcess {

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private final Process process;

	/**
	 * A build that a script began in the background ignores SIGINT, and so would the JVM
	 * that it starts.
	 */
	private static final List<String> WITH_DEFAULT_SIGNALS = canSetSignals()
			? List.of("env", "--default-signal=INT,TERM,HUP") : List.of();

	private final Path out;

	private final Path err;

	private LonghaulProcess(Process process, Path out, Path err) {
		this.process = process;
		this.out = out;
		this.err = err;
	}

	/**
	 * Starts a command.
	 * @param folder working directory, and the place for its output
	 */
	static LonghaulProcess start(Path folder, Map<String, String> environment, String... arguments) {
		return start(folder, environment, PackagedJar.with(arguments));
	}

	/** Starts a command by a program of its own. */
	static LonghaulProcess start(Path folder, Map<String, String> environment, List<String> command) {
		try {
			Path out = Files.createTempFile(folder, "stdout", ".txt");
			Path err = Files.createTempFile(folder, "stderr", ".txt");
			List<String> all = new ArrayList<>(WITH_DEFAULT_SIGNALS);
			all.addAll(command);
			ProcessBuilder builder = new ProcessBuilder(all).directory(folder.toFile())
				.redirectOutput(out.toFile())
				.redirectError(err.toFile());
			builder.environment()
				.keySet()
				.removeIf((name) -> name.startsWith("AWS_") || name.startsWith("LONGHAUL_")
						|| name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
			builder.environment().putAll(environment);
			return new LonghaulProcess(builder.start(), out, err);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Starts a command that finds its disk full: no file of its own may grow beyond the
	 * limit, which does not count for what it says on stderr.
	 */
	static LonghaulProcess startOnFullDisk(Path folder, Map<String, String> environment, int kib, String... arguments) {
		List<String> limited = new ArrayList<>(List.of("bash", "-c",
				"set -o pipefail; { (ulimit -f " + kib + "; exec \"$@\") 2>&1 1>&3 3>&- | cat >&2; } 3>&1",
				"longhaul"));
		limited.addAll(PackagedJar.with(arguments));
		return start(folder, environment, limited);
	}

	/** SIGKILL: no handler, no hook, no flush. */
	void kill() {
		this.process.destroyForcibly();
	}

	/** SIGTERM. */
	void terminate() {
		this.process.destroy();
	}

	/** As a person does: a signal that comes with the first one counts as the same. */
	void terminateUntilItEnds() {
		Awaitility.await().atMost(PATIENCE).until(() -> {
			terminate();
			return !this.process.isAlive();
		});
	}

	void interrupt() {
		signal("INT");
	}

	/** SIGSTOP: from now on it does nothing, and does not know it. */
	void freeze() {
		signal("STOP");
	}

	/** SIGCONT. */
	void thaw() {
		signal("CONT");
	}

	/** The native code that the process has loaded, as Linux tells. */
	String libraries() {
		try {
			return Files.readString(Path.of("/proc/%d/maps".formatted(this.process.pid())));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** GNU's env can, others cannot. */
	private static boolean canSetSignals() {
		try {
			return new ProcessBuilder("env", "--default-signal=INT", "true").start().waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	private void signal(String name) {
		try {
			new ProcessBuilder("kill", "-" + name, String.valueOf(this.process.pid())).start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	/** Waits until the process has said this on stderr. */
	void awaitStderr(String words) {
		Awaitility.await().atMost(PATIENCE).until(() -> Files.readString(this.err).contains(words));
	}

	/** Waits until the process has said this on stdout. */
	void awaitStdout(String words) {
		Awaitility.await().atMost(PATIENCE).until(() -> Files.readString(this.out).contains(words));
	}

	Ended await() {
		try {
			boolean ended = this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			if (!ended) {
				kill();
			}
			Ended result = new Ended(this.process.waitFor(), Files.readString(this.out), Files.readString(this.err));
			assertThat(ended).as("ended within %s: %s", PATIENCE, result).isTrue();
			return result;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * What is left of a process.
	 */
	record Ended(int exitCode, String out, String err) {

	}

}
