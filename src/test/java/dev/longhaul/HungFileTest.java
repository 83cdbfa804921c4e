package dev.longhaul;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

import dev.longhaul.cli.Engine;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.job.StopSwitch;
import dev.longhaul.launch.RunMode;
import dev.longhaul.launch.UploadRun;
import dev.longhaul.plan.RunPlan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files that do not answer, as on a network mount whose server is gone, while they are
 * sent: their threads can be neither stopped nor cut.
 */
@Timeout(120)
class HungFileTest {

	/** So many may wait for a thread at once. */
	private static final int AT_ONCE = 1000;

	private static final int FILES = AT_ONCE + 5;

	private final Night night;

	private final List<Runnable> hanging = new ArrayList<>();

	private final Queue<UploadOutcome> told = new ConcurrentLinkedQueue<>();

	private final StopSwitch stop = new StopSwitch(() -> {
	}, () -> {
	}, Duration.ofMillis(100));

	HungFileTest(@TempDir Path folder) {
		this.night = Night.in(folder);
		for (int i = 0; i < FILES; i++) {
			this.night.file("x" + i, 1, i);
		}
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void do_not_keep_a_run_that_was_cut_from_its_end_and_are_told_once() {
		List<UploadOutcome> outcomes = this.night.inSession(List.of("vault"), (session) -> {
			List<UploadOutcome> ended = run(session.engine()).execute(session.planner().plan(List.of(), false),
					RunMode.USUAL, this.told::add, UnaryOperator.identity());

			this.hanging.get(0).run(); // it answers at last
			return ended;
		});

		assertThat(outcomes).hasSize(FILES).extracting(UploadOutcome::result).containsOnly(Result.STOPPED);
		assertThat(this.told).containsExactlyInAnyOrderElementsOf(outcomes);
	}

	@Test
	void do_not_keep_a_run_either_whose_own_thread_was_interrupted_before() {
		boolean interrupted = this.night.inSession(List.of("vault"), (session) -> {
			RunPlan plan = session.planner().plan(List.of(), false);
			Thread.currentThread().interrupt();
			run(session.engine()).execute(plan, RunMode.USUAL, this.told::add, UnaryOperator.identity());
			return Thread.interrupted(); // for whoever asks next
		});

		assertThat(interrupted).isTrue();
		assertThat(this.told).hasSize(FILES).extracting(UploadOutcome::result).containsOnly(Result.STOPPED);
	}

	private UploadRun run(Engine engine) {
		return new UploadRun(engine.definitions(), engine.launcher(), engine.monitor(), this::hang, this.stop);
	}

	/** A thread for a file, of which none is ever free. */
	private void hang(Runnable file) {
		this.hanging.add(file);
		if (this.hanging.size() == AT_ONCE) {
			this.stop.cut();
		}
	}

}
