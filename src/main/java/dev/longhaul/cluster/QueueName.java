package dev.longhaul.cluster;

import java.sql.SQLException;
import java.util.Set;

import javax.sql.DataSource;

import dev.longhaul.machine.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The name of a repository's queue at a broker. Brokers may be shared, by repositories
 * whose numbers are the same; and a worker of another version does not even see the
 * requests.
 */
final class QueueName {

	private static final Logger log = LoggerFactory.getLogger(QueueName.class);

	private static final String BY_SERVER = """
			select system_identifier || '.' || current_database() || '.' || current_schema() from pg_control_system()""";

	/**
	 * When the schema was made, to the microsecond: written down once by Flyway, so that
	 * it is the same for all machines, by whichever address they reach the server, and
	 * after a failover. Unlike the server's identifier a copy by dump and restore has it
	 * too.
	 */
	private static final String BY_BIRTH = """
			select to_char(min(installed_on), 'YYYYMMDDHH24MISSUS') || '.' || current_database() || '.' || current_schema()
			from flyway_schema_history""";

	/**
	 * Not allowed, not there, not supported by this kind of server. Any other error may
	 * be over at the next try, and this machine would have another queue than the others
	 * for as long as it is up.
	 */
	private static final Set<String> NEVER_TOLD = Set.of("42501", "42883", "0A000");

	private QueueName() {
	}

	/**
	 * Asks for the name.
	 * @param connections that commit each statement by itself: one that was refused
	 * spoils no other
	 */
	static String in(DataSource connections) {
		String name = "longhaul.ranges." + "%s.%s".formatted(Version.own(), repository(JdbcClient.create(connections)))
			.replaceAll("[^\\w.-]", "_");
		log.info("the requests for ranges are in the queue {} of the broker", name);
		return name;
	}

	/** Providers of PostgreSQL may refuse what tells of the server, or not have it. */
	private static String repository(JdbcClient jdbc) {
		try {
			return jdbc.sql(BY_SERVER).query(String.class).single();
		}
		catch (DataAccessException ex) {
			if (!(ex.getRootCause() instanceof SQLException refusal)
					|| !NEVER_TOLD.contains(String.valueOf(refusal.getSQLState()))) {
				throw ex;
			}
			log.info("the server does not tell who it is ({}); the moment at which the schema was made names the queue",
					refusal.getMessage());
			return jdbc.sql(BY_BIRTH).query(String.class).single();
		}
	}

}
