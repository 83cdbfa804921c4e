package dev.longhaul.cluster;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

import dev.longhaul.cluster.RemoteRanges.Cluster;
import dev.longhaul.job.RemoteUpload;

import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.messaging.support.MessageBuilder;

/**
 * The requests of one upload. Only so many wait in the queue as the workers can take at
 * once, and the queue is served in its order: so all uploads have their turn, whichever
 * came first and however large they are.
 */
final class Requests {

	/** Also while no worker is up yet. */
	private static final int FEWEST = 4;

	private final Deque<StepExecution> toAsk;

	private final Set<Long> asked = new HashSet<>();

	private final Cluster cluster;

	private final RemoteUpload upload;

	Requests(Cluster cluster, RemoteUpload upload, Collection<StepExecution> ranges) {
		this.cluster = cluster;
		this.upload = upload;
		this.toAsk = new ArrayDeque<>(ranges);
	}

	/** Asks for more, when some of those that were asked for have been taken. */
	void refill(RangeLedger.Page page) {
		long waiting = this.asked.stream().filter(page::isUntouched).count();
		long window = Math.max(FEWEST, this.cluster.nodes().workers().slots());
		for (; waiting < window && !this.toAsk.isEmpty(); waiting++) {
			StepExecution range = this.toAsk.remove();
			this.cluster.queue()
				.requests()
				.send(MessageBuilder.withPayload(new StepExecutionRequest(range.getStepName(), range.getId()))
					.setHeader(RemoteRanges.DESTINATION, this.upload.destination())
					.build());
			this.asked.add(range.getId());
		}
	}

}
