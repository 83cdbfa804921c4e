package dev.longhaul.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.longhaul.checkpoint.Checkpoint;
import dev.longhaul.job.BatchTables;
import dev.longhaul.job.RangeContext;
import dev.longhaul.part.PartPlan;
import dev.longhaul.part.PartRange;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the ranges of an upload: each has been a step of one run or of several, and the
 * newest knows all.
 */
record RangeReports(JdbcClient jdbc, StoredContexts contexts) {

	private static final String RANGES = """
			select s.JOB_EXECUTION_ID, s.WRITE_COUNT, x.SHORT_CONTEXT, x.SERIALIZED_CONTEXT
			from BATCH_STEP_EXECUTION s
			join BATCH_STEP_EXECUTION_CONTEXT x on x.STEP_EXECUTION_ID = s.STEP_EXECUTION_ID
			join BATCH_JOB_EXECUTION e on e.JOB_EXECUTION_ID = s.JOB_EXECUTION_ID
			where e.JOB_INSTANCE_ID = ? and s.%s
			order by s.STEP_EXECUTION_ID""".formatted(BatchTables.RANGE);

	/** Those that were begun, by number. */
	List<RangeView> of(long upload, PartPlan plan) {
		return rows(upload).stream()
			.map((row) -> view(new RangeContext(row.context()), plan))
			.sorted(Comparator.comparingInt(RangeView::first))
			.toList();
	}

	private static RangeView view(RangeContext range, PartPlan plan) {
		PartRange numbers = range.range();
		return new RangeView(numbers.first(), numbers.last(), range.checkpoint(plan).parts().size(), range.bytesSent());
	}

	/** How far an upload is, and what its newest execution did for that. */
	Progress progress(long upload, long execution, PartPlan plan) {
		int parts = 0;
		long bytes = 0;
		long sentNow = 0;
		for (RangeRow row : rows(upload)) {
			Checkpoint checkpoint = new RangeContext(row.context()).checkpoint(plan);
			parts += checkpoint.parts().size();
			bytes += checkpoint.bytes();
			sentNow += (row.execution() == execution) ? row.written() * plan.partSize() : 0;
		}
		return new Progress(parts, bytes, sentNow);
	}

	/** The newest row of each range. */
	private Collection<RangeRow> rows(long upload) {
		Map<Integer, RangeRow> newest = new HashMap<>();
		this.jdbc.sql(RANGES)
			.param(upload)
			.query((row, number) -> new RangeRow(row.getLong("JOB_EXECUTION_ID"), row.getLong("WRITE_COUNT"),
					this.contexts.read(row)))
			.list()
			.stream()
			.filter((row) -> !new RangeContext(row.context()).isEmpty())
			.forEach((row) -> newest.put(new RangeContext(row.context()).range().first(), row));
		return newest.values();
	}

	private record RangeRow(long execution, long written, ExecutionContext context) {

	}

	/**
	 * How far an upload is.
	 *
	 * @param sentNow bytes, by the newest execution
	 */
	record Progress(int parts, long bytes, long sentNow) {

		static final Progress NONE = new Progress(0, 0, 0);

		/** In bytes a second. */
		long rate(Instant started, Instant now) {
			long seconds = Math.max(1, Duration.between(started, now).toSeconds());
			return this.sentNow / seconds;
		}

	}

}
