package dev.longhaul.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import dev.longhaul.repository.postgres.PostgresAccess;
import dev.longhaul.stub.PostgresServer;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.transaction.TransactionException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests as a run puts them into a queue, and as a worker takes them.
 */
final class RangeRequests {

	private RangeRequests() {
	}

	/**
	 * A queue in a broker.
	 * @param repository the address of a database of the test's server
	 */
	static RangeQueue open(ArtemisAccess access, String repository, Duration loan, Consumer<String> lost) {
		return ArtemisQueue.open(access, new PostgresAccess(repository, PostgresServer.USER, PostgresServer.PASSWORD),
				new RangeQueue.Setting("worker", 2, loan), lost);
	}

	static Message<StepExecutionRequest> ask(RangeQueue queue, long range) {
		Message<StepExecutionRequest> request = MessageBuilder
			.withPayload(new StepExecutionRequest("range:parts-" + range, range))
			.setHeader(RemoteRanges.DESTINATION, "there")
			.build();
		queue.requests().send(request);
		return request;
	}

	static Optional<Long> take(RangeQueue queue) {
		return within(queue, false, (request) -> {
		});
	}

	static Optional<Long> giveBack(RangeQueue queue) {
		return within(queue, true, (request) -> {
		});
	}

	/** The number of the request, if there was one. */
	static Optional<Long> within(RangeQueue queue, boolean givenBack, Consumer<Message<?>> dealing) {
		try {
			AtomicReference<@Nullable Long> range = new AtomicReference<>();
			queue.loans().executeWithoutResult((loan) -> {
				if (givenBack) {
					loan.setRollbackOnly();
				}
				Message<?> request = queue.offers().receive(0);
				if (request != null) {
					assertThat(request.getHeaders()).containsEntry(RemoteRanges.DESTINATION, "there");
					dealing.accept(request);
					range.set(((StepExecutionRequest) request.getPayload()).getStepExecutionId());
				}
			});
			return Optional.ofNullable(range.get());
		}
		catch (TransactionException ex) {
			return Optional.empty(); // the broker was stopped meanwhile
		}
	}

}
