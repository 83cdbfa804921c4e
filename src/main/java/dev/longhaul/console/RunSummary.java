package dev.longhaul.console;

import java.time.Duration;
import java.util.List;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.plan.RunPlan;

/**
 * What came of a run.
 *
 * @param outcomes one for each file
 * @param bytesSent to the store, those that were sent again included
 * @param took from the first look at the folders
 * @param failedHooks calls of hooks that failed
 */
public record RunSummary(RunPlan plan, List<UploadOutcome> outcomes, long bytesSent, Duration took, int failedHooks) {

}
