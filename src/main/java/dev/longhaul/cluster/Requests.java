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
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

/**
 * The requests of one upload. Only so many wait in the queue as the workers can take at
 * once, and the queue is served in its order: so all uploads have their turn, whichever
 * came first and however large they are.
 */
final class Requests {

	/** Also while no worker is up yet. */
	private static final int FEWEST = 4;

	private final Deque<Message<StepExecutionRequest>> toAsk = new ArrayDeque<>();

	private final Set<Long> asked = new HashSet<>();

	private final Cluster cluster;

	Requests(Cluster cluster, RemoteUpload upload, Collection<StepExecution> ranges) {
		this.cluster = cluster;
		for (StepExecution range : ranges) {
			this.toAsk.add(MessageBuilder.withPayload(new StepExecutionRequest(range.getStepName(), range.getId()))
				.setHeader(RemoteRanges.DESTINATION, upload.destination())
				.build());
		}
	}

	/**
	 * Asks for more, when some of those that were asked for have been taken.
	 * @throws QueueUnusable if that has to be tried again
	 */
	void refill(RangeLedger.Page page) {
		long waiting = this.asked.stream().filter(page::isUntouched).count();
		long window = Math.max(FEWEST, this.cluster.nodes().workers().slots());
		for (; waiting < window && !this.toAsk.isEmpty(); waiting++) {
			Message<StepExecutionRequest> request = this.toAsk.element();
			this.cluster.queue().requests().send(request);
			this.asked.add(request.getPayload().getStepExecutionId());
			this.toAsk.remove();
		}
	}

}
