package dev.longhaul.repository.postgres;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Gives connections as long as this process has its claims: without them it must not
 * write any more, nor wait for the server at each of its last words.
 */
public final class ClaimedDataSource extends DelegatingDataSource {

	private final PostgresClaims claims;

	public ClaimedDataSource(DataSource target, PostgresClaims claims) {
		super(target);
		this.claims = claims;
	}

	@Override
	public Connection getConnection() throws SQLException {
		this.claims.requireHeld();
		return super.getConnection();
	}

}
