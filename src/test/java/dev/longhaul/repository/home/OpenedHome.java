package dev.longhaul.repository.home;

import java.nio.file.Path;
import java.time.Clock;

import javax.sql.DataSource;

import dev.longhaul.repository.OwnersDatabase;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A home that this process owns, with its database.
 */
record OpenedHome(HomeLock owner, LostWrites writes, OwnersDatabase database) implements AutoCloseable {

	static OpenedHome in(Path folder) {
		HomeLock owner = HomeLock.take(new Home(folder), Claim.atOnce("run"), Clock.systemUTC());
		LostWrites writes = LostWrites.watch(owner.home());
		return new OpenedHome(owner, writes, EmbeddedDatabase.open(owner, writes).join());
	}

	DataSource connections() {
		return this.database.connections();
	}

	JdbcClient jdbc() {
		return JdbcClient.create(connections());
	}

	Home home() {
		return this.owner.home();
	}

	@Override
	public void close() {
		this.database.close();
		this.writes.close();
		this.owner.close();
	}

}
