package dev.longhaul.repository.home;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import dev.longhaul.machine.DaemonThreads;
import dev.longhaul.machine.Pause;
import dev.longhaul.repository.RepositoryReader;
import dev.longhaul.repository.RepositoryUnusable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Reads the repository in the home: where its owner serves it, or, while nobody works on
 * it, as its owner for the moment. HSQLDB changes files even when it only reads them, so
 * nobody may do that beside another process.
 */
public final class EmbeddedReader implements RepositoryReader {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Duration LOOK = Duration.ofMillis(100);

	/** A busy owner may take some seconds to answer. */
	private static final Duration SILENCE = Duration.ofSeconds(30);

	private final Home home;

	private final Duration silence;

	public EmbeddedReader(Home home) {
		this(home, SILENCE);
	}

	/**
	 * A reader.
	 * @param silence after which an owner counts as one that does not answer
	 */
	EmbeddedReader(Home home, Duration silence) {
		this.home = home;
		this.silence = silence;
	}

	@Override
	public String place() {
		return "the home %s; name another with --home".formatted(this.home.folder());
	}

	@Override
	public boolean isThere() {
		new SharedSign(this.home).requireNone();
		return this.home.hasRepository();
	}

	@Override
	public Optional<String> holder() {
		return owner().map(Owner::words);
	}

	private Optional<Owner> owner() {
		return Owner.of(this.home).filter(Owner::isAlive).filter(Owner::isReachable);
	}

	/**
	 * A run that begins or ends between two looks at it is no reason to refuse an answer:
	 * it is asked again who has the repository.
	 */
	@Override
	public <T> Optional<T> read(Question<T> question) {
		new SharedSign(this.home).requireNone();
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (true) {
			try {
				return this.home.hasRepository() ? readNow(question) : Optional.empty();
			}
			catch (HomeInUse ex) {
				if (Owner.unreadable(this.home).isPresent()) {
					throw new RepositoryUnusable(String.valueOf(ex.getMessage()), ex);
				}
				lookAgain(end, ex);
			}
			catch (OwnerChanged ex) {
				lookAgain(end, new RepositoryUnusable(
						"the run that holds %s has just begun or ended; try again".formatted(this.home.folder()), ex));
			}
		}
	}

	private static void lookAgain(long end, RuntimeException otherwise) {
		if (System.nanoTime() > end) {
			throw otherwise;
		}
		Pause.of(LOOK);
	}

	private <T> Optional<T> readNow(Question<T> question) {
		Optional<Owner> serving = owner().filter(Owner::serves);
		if (serving.isPresent()) {
			return askOwner(question, serving.get());
		}
		if (!Files.isWritable(this.home.folder())) {
			// nobody can work on it, nor take its lock
			return askAlone(question, this.home.access()::connectReadOnly);
		}
		try (HomeLock lock = HomeLock.take(this.home, Claim.look(), Clock.systemUTC())) {
			return askAlone(question, this.home.access()::connectOnce);
		}
		catch (HomeInUse ex) {
			// it was just starting, and serves by now
			return askOwner(question, owner().orElseThrow(() -> ex));
		}
		catch (RepositoryNotWritten ex) {
			// its disk is full, which is what somebody may be looking for
			try (HomeLock lock = HomeLock.takeUnwritten(this.home, Clock.systemUTC())) {
				return askAlone(question, this.home.access()::connectReadOnly);
			}
		}
	}

	private <T> Optional<T> askOwner(Question<T> question, Owner owner) {
		String url = "jdbc:hsqldb:hsql://127.0.0.1:%d/%s".formatted(owner.port(), RepositoryServer.NAME);
		try (Connection connection = patiently(
				() -> DriverManager.getConnection(url, RepositoryServer.READER, owner.readerPassword()), owner)) {
			return ask((jdbc) -> question.ask(jdbc, (name, created) -> owner.mayHaveBegun(created)), connection);
		}
		catch (SQLException | DataAccessException ex) {
			throw new OwnerChanged(ex);
		}
	}

	/**
	 * The kernel accepts connections for a process that is stopped, and HSQLDB would wait
	 * for ever for its first answer.
	 */
	private Connection patiently(Connecting connecting, Owner owner) throws SQLException {
		CompletableFuture<Connection> connected = new CompletableFuture<>();
		new DaemonThreads("asks-the-owner").execute(() -> {
			try {
				Connection late = connecting.connect();
				if (!connected.complete(late)) {
					late.close();
				}
			}
			catch (SQLException | RuntimeException | Error ex) {
				connected.completeExceptionally(ex);
			}
		});
		try {
			return connected.get(this.silence.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			throw new RepositoryUnusable(("%s has the repository in %s and does not answer, so nothing can be read; if "
					+ "it is stopped, 'kill -CONT %d' lets it go on")
				.formatted(owner.words(), this.home.folder(), owner.pid()), ex);
		}
		catch (ExecutionException ex) {
			throw new SQLException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SQLException(ex);
		}
		finally {
			connected.cancel(false); // so that a late one is closed
		}
	}

	private <T> Optional<T> askAlone(Question<T> question, Connecting connecting) {
		try (Connection connection = connecting.connect()) {
			return ask((jdbc) -> question.ask(jdbc, (name, created) -> false), connection);
		}
		catch (SQLException | DataAccessException ex) {
			throw CannotOpen.because(this.home, ex);
		}
	}

	private static <T> Optional<T> ask(Function<JdbcClient, T> question, Connection connection) {
		JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
		return hasTables(jdbc) ? Optional.of(question.apply(jdbc)) : Optional.empty();
	}

	/** A kill in the very first run may leave a database without all of its tables. */
	private static boolean hasTables(JdbcClient jdbc) {
		return jdbc
			.sql("select count(*) from INFORMATION_SCHEMA.TABLES where TABLE_NAME = 'BATCH_JOB_EXECUTION_CONTEXT'")
			.query(Integer.class)
			.single() > 0;
	}

	/** A way to the database. */
	@FunctionalInterface
	private interface Connecting {

		Connection connect() throws SQLException;

	}

	/** Its owner does not answer as it did. */
	private static final class OwnerChanged extends RuntimeException {

		OwnerChanged(Exception cause) {
			super(cause);
		}

	}

}
