package dev.longhaul.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

import dev.longhaul.job.BatchTables;
import dev.longhaul.job.Pages;
import dev.longhaul.job.UploadContext;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.job.UploadJob;
import dev.longhaul.job.UploadParameters;
import dev.longhaul.report.UploadView.State;
import dev.longhaul.upload.UploadFailure;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads uploads from the job repository by plain SQL, many by one statement: Spring
 * Batch's own way takes fifteen an upload.
 */
public final class UploadReports {

	private static final String UPLOADS = """
			select e.JOB_INSTANCE_ID, e.JOB_EXECUTION_ID, e.STATUS, e.EXIT_CODE, e.CREATE_TIME, e.START_TIME,
				coalesce(e.LAST_UPDATED, e.CREATE_TIME) LAST_UPDATED, c.SHORT_CONTEXT, c.SERIALIZED_CONTEXT,
				(select count(*) from BATCH_JOB_EXECUTION a where a.JOB_INSTANCE_ID = e.JOB_INSTANCE_ID) EXECUTIONS,
				(select min(a.CREATE_TIME) from BATCH_JOB_EXECUTION a
					where a.JOB_INSTANCE_ID = e.JOB_INSTANCE_ID) BEGUN
			from BATCH_JOB_EXECUTION e
			join BATCH_JOB_EXECUTION_CONTEXT c on c.JOB_EXECUTION_ID = e.JOB_EXECUTION_ID
			where\s""";

	private static final String EXECUTIONS = """
			select e.JOB_EXECUTION_ID, e.STATUS, e.EXIT_CODE, e.CREATE_TIME, e.END_TIME,
				(select coalesce(sum(s.WRITE_COUNT), 0) from BATCH_STEP_EXECUTION s
					where s.JOB_EXECUTION_ID = e.JOB_EXECUTION_ID and s.STEP_NAME <> '%s') PARTS
			from BATCH_JOB_EXECUTION e where e.JOB_INSTANCE_ID = ? order by e.JOB_EXECUTION_ID"""
		.formatted(UploadJob.PARTS);

	private final StoredContexts contexts = new StoredContexts();

	private final JdbcClient jdbc;

	private final RangeReports ranges;

	private final BiPredicate<String, Instant> claimed;

	private final Clock clock;

	private @Nullable List<NodeView> nodes;

	/**
	 * Reports.
	 * @param claimed whether a process may be working on what has this claim, in an
	 * execution that was created then: without one nothing can be running
	 */
	public UploadReports(JdbcClient jdbc, BiPredicate<String, Instant> claimed, Clock clock) {
		this.jdbc = jdbc;
		this.ranges = new RangeReports(jdbc, this.contexts);
		this.claimed = claimed;
		this.clock = clock;
	}

	/** The uploads that are neither delivered nor ended, the oldest first. */
	public List<UploadView> unfinished() {
		return unfinishedByFiles().unseen();
	}

	/** The same, for a look at their files. */
	public UnfinishedUploads unfinishedByFiles() {
		return views(rows(BatchTables.UNFINISHED + " order by e.JOB_INSTANCE_ID")).withoutEnded();
	}

	/**
	 * The uploads that were at work since then, the oldest first.
	 * @param after only those with greater numbers
	 * @param most how many of them
	 */
	public List<UploadView> since(Instant then, long after, int most) {
		LocalDateTime since = BatchTables.local(then);
		List<UploadView> uploads = new ArrayList<>();
		List<Row> page;
		long last = after;
		int wanted;
		do {
			wanted = Math.min(Pages.SIZE, most - uploads.size());
			page = rows(
					BatchTables.LAST + " and e.JOB_INSTANCE_ID > ? and coalesce(e.LAST_UPDATED, e.CREATE_TIME) >= ? "
							+ "order by e.JOB_INSTANCE_ID fetch first %d rows only".formatted(wanted),
					last, since);
			uploads.addAll(views(page).unseen());
			last = page.isEmpty() ? last : page.get(page.size() - 1).upload();
		}
		while (page.size() == wanted && uploads.size() < most);
		return uploads;
	}

	/** One upload by its number. */
	public Optional<UploadView> upload(long number) {
		return numbered(number).unseen().stream().findFirst();
	}

	/** The same upload; the file of one that is unfinished is looked at. */
	public UploadView byFile(UploadView upload) {
		return numbered(upload.upload()).seen().stream().findFirst().orElse(upload);
	}

	private UnfinishedUploads numbered(long upload) {
		return views(rows(BatchTables.LAST + " and e.JOB_INSTANCE_ID = ?", upload));
	}

	/** What is left of those that are not there any more. */
	public DeliveryLines pruned() {
		return new DeliveryLines(this.jdbc);
	}

	/** The numbers of all uploads of a file, the newest first. */
	public List<Long> uploadsOf(String file) {
		return BatchTables.uploadsOf(this.jdbc, file);
	}

	/** The numbers of all uploads that were meant for a key, the newest first. */
	public List<Long> uploadsTo(String key) {
		return BatchTables.uploadsTo(this.jdbc, key);
	}

	/** Where the file of an upload was moved to after its delivery. */
	public Optional<String> movedTo(long upload) {
		return context(upload).flatMap((context) -> context.removal().movedTo());
	}

	/** The executions of an upload, the first first. */
	public List<ExecutionView> executions(UploadView upload) {
		return this.jdbc.sql(EXECUTIONS)
			.param(upload.upload())
			.query((row, number) -> new ExecutionView(row.getLong("JOB_EXECUTION_ID"), row.getString("STATUS"),
					required(row, "CREATE_TIME"), BatchTables.instant(row, "END_TIME"), row.getInt("PARTS"),
					end(row).isKilled(upload.state() == State.RUNNING)))
			.list();
	}

	/** One upload with all that is known of it. */
	public UploadDetails details(UploadView upload) {
		Optional<UploadContext> context = context(upload.upload());
		List<RangeView> ranges = context.filter(UploadContext::isPlanned)
			.map((planned) -> this.ranges.of(upload.upload(), planned.plan(upload.size())))
			.orElse(List.of());
		// what became of the file after its delivery, nothing where it was kept
		String source = context.flatMap((known) -> known.removal().outcome()).orElse(null);
		return new UploadDetails(upload, executions(upload), ranges, source, others(upload));
	}

	/** The other uploads of the same file, the newest first. */
	private List<OtherUpload> others(UploadView upload) {
		return uploadsOf(upload.file()).stream()
			.filter((number) -> number != upload.upload())
			.flatMap((number) -> upload(number).stream())
			.map((other) -> new OtherUpload(other.upload(), other.state(), other.definition(), other.attempt(),
					other.size(), other.begun()))
			.toList();
	}

	private Optional<UploadContext> context(long upload) {
		return rows(BatchTables.LAST + " and e.JOB_INSTANCE_ID = ?", upload).stream().map(Row::context).findFirst();
	}

	private List<Row> rows(String which, Object... parameters) {
		return this.jdbc.sql(UPLOADS + which)
			.params(parameters)
			.query((row, number) -> new Row(row.getLong("JOB_INSTANCE_ID"), row.getLong("JOB_EXECUTION_ID"), end(row),
					required(row, "CREATE_TIME"), BatchTables.instant(row, "START_TIME"), required(row, "LAST_UPDATED"),
					row.getInt("EXECUTIONS"), required(row, "BEGUN"), new UploadContext(this.contexts.read(row))))
			.list();
	}

	private UnfinishedUploads views(List<Row> rows) {
		Map<Long, Map<String, String>> parameters = new HashMap<>();
		Pages.of(rows)
			.forEach((some) -> parameters
				.putAll(BatchTables.parameters(this.jdbc, some.stream().map(Row::execution).toList())));
		List<FilesNow.Unfinished> byFiles = new ArrayList<>();
		List<UploadView> views = rows.stream().map((row) -> {
			UploadParameters own = new UploadParameters(parameters.getOrDefault(row.execution(), Map.of()));
			UploadView view = view(row, own);
			if (view.prospect() == Prospect.GOES_ON && !view.awaitsRemoval()) {
				byFiles.add(new FilesNow.Unfinished(row.upload(), own.identity(), row.context(),
						row.context().mayHaveObject(view.size(), view.partsStored())));
			}
			return view;
		}).toList();
		return new UnfinishedUploads(views, byFiles);
	}

	private UploadView view(Row row, UploadParameters parameters) {
		UploadContext context = row.context();
		UploadIdentity identity = parameters.identity();
		State state = state(row, identity);
		// a proved one may have failed since, over what becomes of its file
		boolean delivered = state == State.DELIVERED || (state != State.ABORTED && context.receipt().isPresent());
		RangeReports.Progress progress = (context.isPlanned() && state != State.ABORTED && !delivered)
				? this.ranges.progress(row.upload(), row.execution(), context.plan(identity.size()))
				: RangeReports.Progress.NONE;
		long stored = delivered ? identity.size() : progress.bytes();
		int parts = context.isPlanned() ? context.plan(identity.size()).parts() : 0;
		Instant started = row.started();
		long rate = (state == State.RUNNING && started != null) ? progress.rate(started, this.clock.instant()) : 0;
		Duration left = (rate > 0) ? Duration.ofSeconds((identity.size() - stored) / rate) : null;
		return new UploadView(row.upload(), state, identity.definition(), identity.path(), identity.size(),
				identity.destination(), context.key().orElse(null), parameters.attempt(), parts,
				delivered ? parts : progress.parts(), stored, row.runs(), row.begun(), row.updated(), rate, left,
				context.failure().map(UploadFailure::message).orElse(null), context.receipt().orElse(null),
				(state == State.RUNNING) ? NodeReports.at(row.upload(), nodes()) : List.of(),
				prospect(context, parameters, state, progress.parts()));
	}

	/**
	 * Only the abort that a person asked for is repeated by itself: where another failed,
	 * the next run tries the upload once more. What is proved is not ended, whatever
	 * becomes of its file.
	 */
	private static Prospect prospect(UploadContext context, UploadParameters parameters, State state, int parts) {
		if (state == State.RUNNING || state == State.DELIVERED || state == State.ABORTED) {
			return Prospect.NONE;
		}
		if (parameters.abortReason().isEmpty() || context.receipt().isPresent()) {
			return Prospect.GOES_ON;
		}
		return context.mayHaveObject(parameters.identity().size(), parts) ? Prospect.OBJECT_SOUGHT : Prospect.ABORT_DUE;
	}

	/** Read once for all uploads of a report. */
	private List<NodeView> nodes() {
		List<NodeView> known = this.nodes;
		if (known == null) {
			known = new NodeReports(this.jdbc).nodes();
			this.nodes = known;
		}
		return known;
	}

	private State state(Row row, UploadIdentity identity) {
		if (row.end().isOpen() && this.claimed.test(identity.claim(), row.created())) {
			return State.RUNNING;
		}
		return row.end().state(row.context().isAborted());
	}

	/** The column of the exit code may be empty. */
	private static ExecutionEnd end(ResultSet row) throws SQLException {
		return new ExecutionEnd(BatchStatus.valueOf(row.getString("STATUS")),
				String.valueOf(row.getString("EXIT_CODE")));
	}

	private static Instant required(ResultSet row, String column) throws SQLException {
		Instant instant = BatchTables.instant(row, column);
		return (instant != null) ? instant : Instant.EPOCH;
	}

	/**
	 * The last execution of an upload.
	 *
	 * @param runs of all its executions
	 * @param begun the first of them
	 */
	private record Row(long upload, long execution, ExecutionEnd end, Instant created, @Nullable Instant started,
			Instant updated, int runs, Instant begun, UploadContext context) {

	}

}
