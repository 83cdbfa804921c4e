package dev.longhaul.cluster;

import java.time.Duration;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.PollableChannel;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Where requests for ranges wait for a worker: the seam between Longhaul and the message
 * engine. A request that is received within a transaction is on loan: committed it is
 * gone, rolled back, or when its holder has died, the next worker gets it.
 */
public interface RangeQueue extends AutoCloseable {

	/**
	 * Looks whether requests can be put in and taken.
	 * @throws QueueUnusable if they cannot
	 */
	void requireThere();

	/**
	 * Takes requests; also from many machines at once. A message sent again, because its
	 * sender does not know whether it came in, is one request.
	 */
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
	void pass(Message<?> request, Duration time);

	@Override
	void close();

	/** A request that is being dealt with. */
	interface Loan extends AutoCloseable {

		/**
		 * Ends the loan while the thread that has it is still at it, so that another
		 * worker gets the request: to be called by another thread, and not after the
		 * loan's end. What that thread does with its transaction fails from now on.
		 */
		void giveUp();

		@Override
		void close();

	}

	/**
	 * Who uses the queue, and how.
	 *
	 * @param command shown by the servers to those who ask
	 * @param loansAtOnce at most
	 * @param loan for how long a holder may say nothing
	 */
	record Setting(String command, int loansAtOnce, Duration loan) {

	}

}
