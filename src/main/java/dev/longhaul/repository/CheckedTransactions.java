package dev.longhaul.repository;

import javax.sql.DataSource;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Transactions that fail once a commit did not reach the disk. Theirs follow
 * {@link OwnersDatabase#UNSYNCED} later, or with the next of {@link SyncedTransactions}:
 * a power cut takes back the last of them, as an earlier kill would have.
 */
public class CheckedTransactions extends JdbcTransactionManager {

	private final transient LostWrites writes;

	public CheckedTransactions(DataSource dataSource, LostWrites writes) {
		super(dataSource);
		this.writes = writes;
	}

	@Override
	protected void doCommit(DefaultTransactionStatus status) {
		super.doCommit(status);
		requireWritten();
	}

	/** Fails where something was lost. */
	final void requireWritten() {
		this.writes.requireNone();
	}

}
