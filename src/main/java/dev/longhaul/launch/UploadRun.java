package dev.longhaul.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.DefinitionsInUse.Hold;

/**
 * Uploads several files at once and waits for all.
 */
public final class UploadRun {

	private final DefinitionsInUse definitions;

	private final KeyGuard guard;

	private final Executor files;

	/**
	 * A run.
	 * @param definitions of all sessions of this process
	 * @param files its threads bound how many files are under way at once; never the
	 * threads of the parts, for a job's thread waits for its parts
	 */
	public UploadRun(DefinitionsInUse definitions, KeyGuard guard, Executor files) {
		this.definitions = definitions;
		this.guard = guard;
		this.files = files;
	}

	/**
	 * Does what the plan says.
	 * @param onOutcome told of each file when it has ended, by any thread, one at a time
	 */
	public List<UploadOutcome> execute(RunPlan plan, RunMode mode, Consumer<UploadOutcome> onOutcome) {
		plan.refused().forEach(onOutcome);
		List<CompletableFuture<UploadOutcome>> running = plan.candidates()
			.stream()
			.map((candidate) -> begin(candidate, mode).thenApply((outcome) -> told(outcome, onOutcome)))
			.toList();
		List<UploadOutcome> outcomes = new ArrayList<>(plan.refused());
		running.forEach((upload) -> outcomes.add(upload.join()));
		return outcomes;
	}

	/**
	 * Begins one upload as soon as there is a thread for it. Its definition stays in use
	 * until it has ended, also where the session that wanted it did not wait for that.
	 */
	public CompletableFuture<UploadOutcome> begin(Candidate candidate, RunMode mode) {
		Hold hold = this.definitions.hold(candidate.identity().definition());
		return launch(this.guard.whenFree(candidate), candidate, mode).whenComplete((outcome, failure) -> hold.close());
	}

	/**
	 * Waits without a thread where another session has it in hand: with a file of hours
	 * twice on the threads no other one would be sent meanwhile.
	 */
	private CompletableFuture<UploadOutcome> launch(CompletableFuture<Void> free, Candidate candidate, RunMode mode) {
		return free.thenComposeAsync((nobody) -> {
			CompletableFuture<Void> next = this.guard.whenFree(candidate);
			return next.isDone() ? CompletableFuture.completedFuture(this.guard.launch(candidate, mode))
					: launch(next, candidate, mode);
		}, this.files);
	}

	private synchronized UploadOutcome told(UploadOutcome outcome, Consumer<UploadOutcome> onOutcome) {
		onOutcome.accept(outcome);
		return outcome;
	}

}
