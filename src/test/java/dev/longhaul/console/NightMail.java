package dev.longhaul.console;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import dev.longhaul.plan.RunPlan;
import dev.longhaul.upload.Transfer;

/**
 * The mail of a nightly run, as displays write it at a clock that can be set.
 */
final class NightMail {

	static final long MIB = 1 << 20;

	static final RunPlan NOTHING_LEFT = new RunPlan(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
			true);

	private final ByteArrayOutputStream written = new ByteArrayOutputStream();

	private final SettableClock clock = new SettableClock();

	private final Console console = new Console(new PrintStream(this.written, true, StandardCharsets.UTF_8), System.err,
			false, this.clock);

	private final RunDisplay display = this.console.run(false);

	private final RunDisplay quiet = this.console.quietRun(false);

	RunDisplay display() {
		return this.display;
	}

	RunDisplay quiet() {
		return this.quiet;
	}

	SettableClock clock() {
		return this.clock;
	}

	List<String> lines() {
		return text().lines().toList();
	}

	/** Closes the display. */
	String text() {
		this.display.close();
		return this.written.toString(StandardCharsets.UTF_8);
	}

	static Transfer transfer(String file, long size) {
		return new Transfer(Path.of(file), size, (bytes) -> {
		});
	}

}
