package dev.longhaul.repository.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import dev.longhaul.machine.FileSystemWords;
import dev.longhaul.repository.RepositoryUnusable;

/**
 * The way to the database in a home: its URLs, its one user, and his password, which
 * guards the loopback server against other users of the machine.
 */
public record EmbeddedAccess(Home home) {

	static final String USER = "SA";

	/**
	 * For the owner: every commit is on disk when it returns, as long as
	 * {@link EmbeddedDatabase} does not put that off for {@link CheckedTransactions}.
	 */
	String url() {
		return files() + ";hsqldb.tx=mvcc;hsqldb.write_delay=false;hsqldb.extlog=2;hsqldb.full_log_replay=true;"
				+ DatabaseFiles.NO_FREE_LIST;
	}

	/** Without a lock file of HSQLDB's: the home has its own lock. */
	private String files() {
		return "jdbc:hsqldb:file:%s;hsqldb.lock_file=false".formatted(this.home.folder().resolve(DatabaseFiles.NAME));
	}

	/** Connects, and leaves the database open in this process. */
	public Connection connect() throws SQLException {
		return connect(url());
	}

	/** Connects, and shuts the database down with the last connection. */
	public Connection connectOnce() throws SQLException {
		return connect(url() + ";shutdown=true");
	}

	/** The same where its files cannot be changed. */
	Connection connectReadOnly() throws SQLException {
		return connect(files() + ";ifexists=true;readonly=true;files_readonly=true;shutdown=true");
	}

	private Connection connect(String url) throws SQLException {
		return DriverManager.getConnection(url, USER, password());
	}

	String password() {
		try {
			return Files.readString(passwordFile()).strip();
		}
		catch (IOException ex) {
			throw new RepositoryUnusable(("%s cannot be read (%s), and the repository cannot be opened without it; "
					+ "let this user read it, or put it back from a copy of the home")
				.formatted(passwordFile(), FileSystemWords.of(ex)), ex);
		}
	}

	/**
	 * Makes the password, once; only the holder of the home's lock may.
	 * @throws RepositoryUnusable if it is not that of the database: HSQLDB would find out
	 * once it has changed the files
	 */
	void preparePassword() throws IOException {
		if (Files.exists(passwordFile())) {
			if (!this.home.database().isOpenedBy(password())) {
				throw DamagedHome.of(this.home, passwordFile() + " is not its password", null);
			}
			return;
		}
		if (this.home.database().exist()) {
			throw DamagedHome.of(this.home, passwordFile() + " is missing", null);
		}
		// the name may be on disk before the bytes are: after a loss of power it would be
		// the name of an empty file
		Secrets.write(passwordFile(), Secrets.password(), StandardOpenOption.WRITE, StandardOpenOption.SYNC);
	}

	Path passwordFile() {
		return this.home.folder().resolve("password");
	}

}
