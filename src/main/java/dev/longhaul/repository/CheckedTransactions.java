package dev.longhaul.repository;

import javax.sql.DataSource;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Transactions whose commit is on the disk when it returns, or fails.
 */
public final class CheckedTransactions extends JdbcTransactionManager {

	private final transient LostWrites writes;

	public CheckedTransactions(DataSource dataSource, LostWrites writes) {
		super(dataSource);
		this.writes = writes;
	}

	@Override
	protected void doCommit(DefaultTransactionStatus status) {
		super.doCommit(status);
		this.writes.requireNone();
	}

}
