package dev.longhaul.watch;

import java.util.concurrent.CompletableFuture;

import dev.longhaul.launch.Candidate;
import dev.longhaul.launch.UploadOutcome;

/**
 * Begins uploads for a watch.
 */
@FunctionalInterface
public interface Uploads {

	CompletableFuture<UploadOutcome> begin(Candidate candidate);

}
