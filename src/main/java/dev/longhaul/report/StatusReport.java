package dev.longhaul.report;

import java.util.List;

/**
 * How all stands.
 *
 * @param unfinished uploads, the oldest first
 * @param lastRuns of the definitions
 */
public record StatusReport(List<UploadView> unfinished, List<LastRun> lastRuns) {

}
