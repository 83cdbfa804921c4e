package dev.longhaul.repository;

import java.sql.SQLException;

import javax.sql.DataSource;

import org.hsqldb.Session;
import org.hsqldb.jdbc.JDBCConnection;
import org.springframework.jdbc.datasource.JdbcTransactionObjectSupport;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Transactions whose commit is on the disk when it returns, or fails; with it all that
 * was committed before. So an upload's id is there before its first part is sent.
 */
public final class SyncedTransactions extends CheckedTransactions {

	public SyncedTransactions(DataSource dataSource, LostWrites writes) {
		super(dataSource, writes);
	}

	@Override
	protected void doCommit(DefaultTransactionStatus status) {
		Session session = session(status);
		boolean writes = !session.getRowActionList().isEmpty();
		super.doCommit(status);
		if (writes) {
			session.getDatabase().logger.synchLog(); // there is no statement for it
			requireWritten();
		}
	}

	private static Session session(DefaultTransactionStatus status) {
		JdbcTransactionObjectSupport transaction = (JdbcTransactionObjectSupport) status.getTransaction();
		try {
			return (Session) transaction.getConnectionHolder()
				.getConnection()
				.unwrap(JDBCConnection.class)
				.getSession();
		}
		catch (SQLException ex) {
			throw new TransactionSystemException("the repository cannot be asked what is to be committed", ex);
		}
	}

}
