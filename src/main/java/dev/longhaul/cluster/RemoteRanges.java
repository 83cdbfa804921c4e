package dev.longhaul.cluster;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import dev.longhaul.job.CurrentUploads;
import dev.longhaul.job.RemoteUpload;
import dev.longhaul.job.StopSwitch;
import dev.longhaul.machine.Pause;

import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.partition.support.AbstractPartitionHandler;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Has the ranges of an upload sent by workers, and waits for them by looking into the
 * repository. Spring Batch's own handler of this kind puts all requests into the queue at
 * once, so that a second upload would wait for the first one's last range, and reads all
 * contexts at each look; it cannot be stopped.
 */
public final class RemoteRanges extends AbstractPartitionHandler {

	/** Header of a request: by what a worker knows that its definition is the same. */
	static final String DESTINATION = "destination";

	private final JobRepository repository;

	private final JdbcClient jdbc;

	private final CurrentUploads uploads;

	private final StopSwitch stop;

	private final Cluster cluster;

	private final SharedLook look;

	public RemoteRanges(JobRepository repository, JdbcClient jdbc, CurrentUploads uploads, StopSwitch stop,
			Cluster cluster) {
		this.repository = repository;
		this.jdbc = jdbc;
		this.uploads = uploads;
		this.stop = stop;
		this.cluster = cluster;
		this.look = new SharedLook(cluster.queue());
	}

	@Override
	protected Set<StepExecution> doHandle(StepExecution parts, Set<StepExecution> ranges) throws Exception {
		if (ranges.isEmpty()) {
			return ranges;
		}
		RemoteUpload upload = this.uploads.remote(parts);
		List<StepExecution> inOrder = ranges.stream().sorted(Comparator.comparing(StepExecution::getStepName)).toList();
		RangeLedger ledger = new RangeLedger(this.repository, this.jdbc, parts.getJobExecution());
		this.cluster.nodes().begin(upload.number());
		try {
			waitFor(upload, new Requests(this.cluster, upload, inOrder), ledger);
		}
		catch (Exception ex) {
			closeAfter(ex, ledger);
			throw ex;
		}
		finally {
			this.cluster.nodes().end(upload.number());
		}
		ledger.completed(ranges);
		return ranges;
	}

	/** A repository that is away cannot be told; the next run closes them. */
	private void closeAfter(Exception failure, RangeLedger ledger) {
		try {
			ledger.close(this.stop::isCut);
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

	private void waitFor(RemoteUpload upload, Requests requests, RangeLedger ledger) throws JobInterruptedException {
		Patience patience = new Patience(this.cluster);
		while (true) {
			if (this.stop.isStopping()) {
				throw new JobInterruptedException("the process is stopping");
			}
			if (upload.withdrawn()) {
				throw new JobInterruptedException("this upload is to be aborted");
			}
			RangeLedger.Page page = ledger.read();
			upload.arrived(page.written());
			page.throwIfFailed(ledger);
			if (page.isComplete()) {
				return;
			}
			upload.requireUnchanged();
			this.cluster.nodes().requireRoom();
			ask(requests, page, patience);
			patience.requireProgress(page, upload);
			Pause.of(RangeLedger.BETWEEN_LOOKS);
		}
	}

	private void ask(Requests requests, RangeLedger.Page page, Patience patience) {
		try {
			this.look.requireThere();
			requests.refill(page);
			patience.queueIsThere();
		}
		catch (QueueUnusable ex) {
			patience.requireQueue(ex);
		}
	}

	/**
	 * What managers share.
	 *
	 * @param patience for so long an upload waits while nobody takes its ranges
	 */
	public record Cluster(RangeQueue queue, NodeRegistry nodes, Duration patience) {

	}

}
