package dev.longhaul.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How all stands.
 *
 * @param at when
 * @param unfinished uploads, the oldest first
 * @param lastRuns of the definitions, of those that came to their end
 * @param unendedRuns of the definitions
 * @param definitions as they are now
 * @param watch of this home, if it has one
 */
public record StatusReport(Instant at, List<UploadView> unfinished, List<LastRun> lastRuns,
		List<UnendedRun> unendedRuns, DefinitionsSeen definitions, Optional<WatchHealth> watch) {

}
