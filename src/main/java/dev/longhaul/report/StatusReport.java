package dev.longhaul.report;

import java.time.Instant;
import java.util.List;

/**
 * How all stands.
 *
 * @param at when
 * @param unfinished uploads, the oldest first
 * @param lastRuns of the definitions
 */
public record StatusReport(Instant at, List<UploadView> unfinished, List<LastRun> lastRuns) {

}
