package dev.longhaul.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads who works with the repository. Only one that several machines share knows it.
 */
public final class NodeReports {

	/** Longer than a few heartbeats. */
	private static final Duration ALIVE = Duration.ofSeconds(20);

	private static final String NODES = """
			select NAME, HOST, PID, VERSION, ROLE, SLOTS, STARTED, HEARTBEAT,
				extract(epoch from now() - HEARTBEAT) SILENT, UPLOADS, DOING
			from NODE order by ROLE = 'worker', NAME, STARTED""";

	private final JdbcClient jdbc;

	public NodeReports(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** All of the last day, managers first. */
	public List<NodeView> nodes() {
		return LaterTable.NODE.isIn(this.jdbc) ? this.jdbc.sql(NODES).query((row, number) -> node(row)).list()
				: List.of();
	}

	/** The names of those that work on an upload now. */
	public static List<String> at(long upload, List<NodeView> nodes) {
		return nodes.stream()
			.filter((node) -> node.alive() && node.uploads().contains(upload))
			.map(NodeView::name)
			.distinct()
			.toList();
	}

	private static NodeView node(ResultSet row) throws SQLException {
		Duration silent = Duration.ofMillis((long) (row.getDouble("SILENT") * 1000));
		return new NodeView(row.getString("NAME"), row.getString("HOST"), row.getLong("PID"), row.getString("VERSION"),
				row.getString("ROLE"), row.getInt("SLOTS"), moment(row, "STARTED"), moment(row, "HEARTBEAT"), silent,
				silent.compareTo(ALIVE) < 0, List.of((Long[]) row.getArray("UPLOADS").getArray()),
				row.getString("DOING"));
	}

	private static Instant moment(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

}
