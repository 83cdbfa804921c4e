package dev.longhaul.hook;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A command of a hook from its start to its end, with the processes that it started.
 */
final class RunningCommand {

	private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	/** Between the request to end and the end by force. */
	private static final long LAST_WORDS_SECONDS = 5;

	private final Process process;

	private final HookOutput output;

	RunningCommand(Process process, HookOutput output) {
		this.process = process;
		this.output = output;
	}

	/** Waits, and keeps the output small meanwhile. Gives false if it has not ended. */
	boolean awaitEnd(Duration limit) throws IOException, InterruptedException {
		long begun = System.nanoTime();
		long left = limit.toNanos();
		while (left > 0) {
			if (this.process.waitFor(Math.min(left, LOOK_NANOS), TimeUnit.NANOSECONDS)) {
				return true;
			}
			this.output.cut();
			left = limit.toNanos() - (System.nanoTime() - begun);
		}
		return false;
	}

	int exitCode() {
		return this.process.exitValue();
	}

	/** Ends what still runs; what a command that has ended left behind goes on. */
	void end() {
		if (!this.process.isAlive()) {
			return;
		}
		// a shell whose child ended first would go on to its next line
		List<ProcessHandle> all = Stream.concat(Stream.of(this.process.toHandle()), this.process.descendants())
			.toList();
		all.forEach(ProcessHandle::destroy);
		CompletableFuture<?> ended = CompletableFuture
			.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
		try {
			ended.get(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			// they do not want to
		}
		all.forEach(ProcessHandle::destroyForcibly);
	}

}
