package dev.longhaul.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * Reads the repository in the home, whether somebody owns it now or not.
 */
public final class EmbeddedReader implements RepositoryReader {

	private final Home home;

	public EmbeddedReader(Home home) {
		this.home = home;
	}

	@Override
	public String place() {
		return "the home %s; say another by --home".formatted(this.home.folder());
	}

	@Override
	public boolean isOwned() {
		return owner().isPresent();
	}

	@Override
	public Optional<String> holder() {
		return owner().map(Owner::words);
	}

	private Optional<Owner> owner() {
		return Owner.of(this.home).filter(Owner::isAlive).filter(Owner::isReachable);
	}

	@Override
	public <T> Optional<T> read(Question<T> question) {
		if (!this.home.hasRepository()) {
			return Optional.empty();
		}
		return isOwned() ? ask((jdbc) -> question.ask(jdbc, (name) -> true), ownersUrl())
				: askCopy((jdbc) -> question.ask(jdbc, (name) -> false));
	}

	private <T> Optional<T> askCopy(Function<JdbcClient, T> question) {
		try {
			Path copy = Files.createTempDirectory(this.home.folder(), "reader");
			try {
				this.home.database().copyTo(copy);
				return ask(question, new Source(Home.copyUrl(copy), "SA", this.home.password()));
			}
			finally {
				FileSystemUtils.deleteRecursively(copy);
			}
		}
		catch (IOException ex) {
			throw new RepositoryUnusable("the repository in %s cannot be copied for reading (%s)"
				.formatted(this.home.folder(), ex.getMessage()), ex);
		}
	}

	private <T> Optional<T> ask(Function<JdbcClient, T> question, Source source) {
		try (Connection connection = DriverManager.getConnection(source.url(), source.user(), source.password())) {
			JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
			return hasTables(jdbc) ? Optional.of(question.apply(jdbc)) : Optional.empty();
		}
		catch (SQLException ex) {
			throw RepositoryUnusable.damaged(this.home, String.valueOf(ex.getMessage()), ex);
		}
		catch (DataAccessException ex) {
			throw new RepositoryUnusable(
					"the run that holds %s has just begun or ended; try again".formatted(this.home.folder()), ex);
		}
	}

	/** A kill in the very first run may leave a database without all of its tables. */
	private static boolean hasTables(JdbcClient jdbc) {
		return jdbc
			.sql("select count(*) from INFORMATION_SCHEMA.TABLES where TABLE_NAME = 'BATCH_JOB_EXECUTION_CONTEXT'")
			.query(Integer.class)
			.single() > 0;
	}

	private Source ownersUrl() {
		Owner owner = Owner.of(this.home)
			.filter((it) -> it.port() != 0)
			.orElseThrow(() -> new RepositoryUnusable(
					"the run that holds %s is just starting or ending; try again".formatted(this.home.folder())));
		return new Source("jdbc:hsqldb:hsql://127.0.0.1:%d/%s".formatted(owner.port(), RepositoryServer.NAME),
				RepositoryServer.READER, owner.readerPassword());
	}

	private record Source(String url, String user, String password) {
	}

}
