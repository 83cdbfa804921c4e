package dev.longhaul.report;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One upload with all that is known of it. Also the JSON of {@code show --json}: fields
 * are only ever added.
 *
 * @param source what became of the file after the delivery, null where it was kept
 * @param others further uploads of the same file, the newest first
 */
public record UploadDetails(UploadView upload, List<ExecutionView> runs, List<RangeView> ranges,
		@Nullable String source, List<OtherUpload> others) {

}
