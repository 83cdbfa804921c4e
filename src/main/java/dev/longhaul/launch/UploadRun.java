package dev.longhaul.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.DefinitionsInUse.Hold;
import dev.longhaul.history.Candidate;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.job.StopSwitch;
import dev.longhaul.plan.RunPlan;
import dev.longhaul.upload.TransferMonitor;

/**
 * Uploads several files at once and waits for all.
 */
public final class UploadRun {

	/**
	 * How many files wait for a thread, many more than there are threads. What a file
	 * needs to wait takes more memory than all that is planned for it.
	 */
	private static final int AT_ONCE = 1000;

	private final DefinitionsInUse definitions;

	private final UploadLauncher launcher;

	private final TransferMonitor monitor;

	private final Executor files;

	private final StopSwitch stop;

	/**
	 * A run.
	 * @param definitions of all sessions of this process
	 * @param monitor knows what is being sent
	 * @param files its threads bound how many files are under way at once; never the
	 * threads of the parts, for a job's thread waits for its parts
	 * @param stop ends the wait for threads that hang, some time after it has cut them
	 */
	public UploadRun(DefinitionsInUse definitions, UploadLauncher launcher, TransferMonitor monitor, Executor files,
			StopSwitch stop) {
		this.definitions = definitions;
		this.launcher = launcher;
		this.monitor = monitor;
		this.files = files;
		this.stop = stop;
	}

	/**
	 * Does what the plan says.
	 * @param onOutcome told of each file when it has ended, by any thread, one at a time
	 * @param kept what of an outcome is kept until the last one
	 */
	public List<UploadOutcome> execute(RunPlan plan, RunMode mode, Consumer<UploadOutcome> onOutcome,
			UnaryOperator<UploadOutcome> kept) {
		plan.refused().forEach(onOutcome);
		List<UploadOutcome> outcomes = new ArrayList<>(plan.refused());
		Endings endings = new Endings(onOutcome, kept);
		Turns turns = new Turns(plan.candidates(), this::keeps);
		List<Candidate> candidates = turns.candidates();
		List<CompletableFuture<UploadOutcome>> begun = new ArrayList<>(candidates.size());
		Semaphore room = new Semaphore(AT_ONCE);
		for (Candidate candidate : candidates) {
			CompletableFuture<UploadOutcome> ending = new CompletableFuture<>();
			begun.add(ending);
			if (!isThereRoom(room)) {
				continue;
			}
			var unused = turns.take(candidate, (next) -> begin(next, mode)).whenComplete((outcome, failure) -> {
				endings.end(ending, outcome, failure);
				room.release();
			});
		}
		for (int i = 0; i < begun.size(); i++) {
			if (!this.stop.hasEnded(begun.get(i))) {
				endings.end(begun.get(i), givenUp(candidates.get(i)), null);
			}
			outcomes.add(begun.get(i).join());
		}
		return outcomes;
	}

	/**
	 * Waits for it, unless all threads hang after a stop. An interrupt is for whoever
	 * asks next: it is the stop that ends a run.
	 */
	private boolean isThereRoom(Semaphore room) {
		boolean there = false;
		boolean interrupted = false;
		while (!there && !this.stop.isGivenUp()) {
			try {
				there = room.tryAcquire(1, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		return there;
	}

	private UploadOutcome givenUp(Candidate candidate) {
		boolean begun = !this.launcher.whenFree(candidate).isDone();
		return UploadOutcome.left(Result.STOPPED, candidate,
				begun ? "its file did not answer until the stop; run again to go on" : "not begun", null);
	}

	private boolean keeps(Candidate candidate) {
		return this.definitions.get(candidate.identity().definition()).onSuccess().keeps();
	}

	/**
	 * Begins one upload as soon as there is a thread for it. Its definition stays in use
	 * until it has ended, also where the session that wanted it did not wait for that.
	 */
	public CompletableFuture<UploadOutcome> begin(Candidate candidate, RunMode mode) {
		Hold hold = this.definitions.hold(candidate.identity().definition());
		if (candidate.isToBeAborted()) {
			// whoever sends it would go on for hours for nothing
			this.monitor.withdraw(candidate.identity());
		}
		return launch(this.launcher.whenFree(candidate), candidate, mode).whenComplete((outcome, failure) -> {
			if (candidate.isToBeAborted()) {
				this.monitor.readmit(candidate.identity());
			}
			hold.close();
		});
	}

	/**
	 * Waits without a thread where another session has it in hand: a file of hours that
	 * holds two threads would keep others from being sent meanwhile.
	 */
	private CompletableFuture<UploadOutcome> launch(CompletableFuture<Void> free, Candidate candidate, RunMode mode) {
		return free.thenComposeAsync((nobody) -> {
			CompletableFuture<Void> next = this.launcher.whenFree(candidate);
			return next.isDone() ? CompletableFuture.completedFuture(this.launcher.launch(candidate, mode))
					: launch(next, candidate, mode);
		}, this.files);
	}

}
