package dev.longhaul.watch;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.history.Candidate;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.plan.RunPlanner;

/**
 * What a watch works with.
 *
 * @param planners for one definition each
 * @param uploads begins one
 * @param onOutcome told of each upload that ended, by any thread
 * @param nanoTime as {@link System#nanoTime()}, for pauses
 */
public record WatchParts(Function<JobDefinition, RunPlanner> planners,
		Function<Candidate, CompletableFuture<UploadOutcome>> uploads, Consumer<UploadOutcome> onOutcome,
		LongSupplier nanoTime) {
}
