package dev.longhaul.repository.home;

import java.sql.SQLException;

import javax.sql.DataSource;

import org.hsqldb.Session;
import org.hsqldb.jdbc.JDBCConnection;
import org.springframework.jdbc.datasource.JdbcTransactionObjectSupport;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Transactions in the home's database that fail once a commit did not reach the disk.
 */
public final class CheckedTransactions extends JdbcTransactionManager {

	private final transient LostWrites writes;

	private final boolean synced;

	private CheckedTransactions(DataSource dataSource, LostWrites writes, boolean synced) {
		super(dataSource);
		this.writes = writes;
		this.synced = synced;
	}

	/**
	 * Those whose commit is on the disk when it returns, with all that was committed
	 * before. So an upload's id is there before its first part is sent.
	 */
	public static CheckedTransactions synced(DataSource dataSource, LostWrites writes) {
		return new CheckedTransactions(dataSource, writes, true);
	}

	/**
	 * Those whose commit is there a moment later ({@link EmbeddedDatabase#UNSYNCED}): a
	 * kill may take back the last ones, as an earlier kill would have.
	 */
	public static CheckedTransactions unsynced(DataSource dataSource, LostWrites writes) {
		return new CheckedTransactions(dataSource, writes, false);
	}

	@Override
	protected void doCommit(DefaultTransactionStatus status) {
		if (!this.synced) {
			super.doCommit(status);
		}
		else {
			Session session = session(status);
			boolean writes = !session.getRowActionList().isEmpty();
			super.doCommit(status);
			if (writes) {
				session.getDatabase().logger.synchLog(); // there is no statement for it
			}
		}
		this.writes.requireNone();
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
