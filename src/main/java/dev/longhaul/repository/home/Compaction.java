package dev.longhaul.repository.home;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Gives back the room of rows that were deleted or replaced. HSQLDB does not fill it
 * again, so its data would grow with each file that was ever sent.
 */
public record Compaction(Home home, JdbcClient jdbc) implements Runnable {

	/**
	 * Copies what stays; nothing else is written meanwhile. A kill leaves the data as
	 * they were.
	 * @throws RepositoryNotWritten if there is no room for the copy
	 */
	@Override
	public void run() {
		try {
			this.jdbc.sql("CHECKPOINT DEFRAG").update();
		}
		catch (DataAccessException ex) {
			freeWhatWasTaken();
			throw RepositoryNotWritten.compacted(this.home,
					String.valueOf(NestedExceptionUtils.getMostSpecificCause(ex).getMessage()));
		}
	}

	/**
	 * HSQLDB keeps a copy of the rows that it changed, on a disk that may be full now.
	 */
	private void freeWhatWasTaken() {
		try {
			this.jdbc.sql("CHECKPOINT").update();
		}
		catch (DataAccessException ex) {
			// then the next commit says that the disk is full
		}
	}

}
