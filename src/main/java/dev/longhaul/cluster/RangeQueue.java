package dev.longhaul.cluster;

import java.time.Duration;

import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.PollableChannel;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Where requests for ranges wait for a worker: the seam behind which another message
 * engine can take PostgreSQL's place. A request that is received within a transaction is
 * on loan: committed it is gone, rolled back, or when its holder has died, the next
 * worker gets it.
 */
public interface RangeQueue extends AutoCloseable {

	/** Takes requests; also from many machines at once. */
	MessageChannel requests();

	/** Gives requests, in the order in which they came. */
	PollableChannel offers();

	/** In one of these a request is received and dealt with. */
	TransactionOperations loans();

	/**
	 * Keeps the loan of this thread's transaction from running out.
	 * @param claim of the upload whose parts are sent meanwhile
	 */
	Loan keep(String claim);

	/** Does not offer a request to this process again for so long. */
	void pass(String message, Duration time);

	@Override
	void close();

	/** A request that is being dealt with. */
	interface Loan extends AutoCloseable {

		@Override
		void close();

	}

}
