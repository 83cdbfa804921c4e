package dev.longhaul.repository;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.longhaul.machine.DaemonThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/**
 * The repository's database for its owner, who may write: a pool of connections, once the
 * tables are what this version needs. It is opened on a thread of its own, for that takes
 * about as long as Spring takes to read its wiring, and neither needs the other.
 */
public final class OwnersDatabase implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(OwnersDatabase.class);

	private final DataSource connections;

	private final Runnable closing;

	private final AtomicBoolean open = new AtomicBoolean(true);

	/**
	 * A database that is open.
	 * @param closing of its connections, and of itself if it is nobody else's
	 */
	public OwnersDatabase(DataSource connections, Runnable closing) {
		this.connections = connections;
		this.closing = closing;
	}

	/**
	 * Opens it on a thread of its own.
	 * @param pool closed where that fails
	 * @return fails as the opening does
	 */
	public static CompletableFuture<OwnersDatabase> aside(AutoCloseable pool, Supplier<OwnersDatabase> opening) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return opening.get();
			}
			catch (RuntimeException | Error ex) {
				close(pool);
				throw ex;
			}
		}, new DaemonThreads("repository-opening"));
	}

	/** Its connections; a part in flight holds none. */
	public DataSource connections() {
		return new LazyConnectionDataSourceProxy(this.connections);
	}

	/** Closes the connections, and a database that is nobody else's. */
	@Override
	public void close() {
		if (this.open.getAndSet(false)) {
			this.closing.run();
		}
	}

	/** Closes a pool as far as it can be. */
	public static void close(AutoCloseable pool) {
		try {
			pool.close();
		}
		catch (Exception ex) {
			log.debug("a connection was not closed in order", ex);
		}
	}

}
