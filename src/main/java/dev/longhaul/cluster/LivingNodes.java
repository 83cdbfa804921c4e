package dev.longhaul.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.longhaul.machine.Version;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The processes that work with the repository and have said of late that they are alive.
 */
record LivingNodes(JdbcClient jdbc) {

	private static final String ALIVE = "HEARTBEAT > now() - interval '20 seconds'";

	/**
	 * The workers, each as it is told of: its name is its machine's own, and another
	 * machine may have one of the same.
	 */
	private static final String WORKERS = """
			(select *, case when min(HOST) over (partition by NAME) = max(HOST) over (partition by NAME)
				then NAME else NAME || ' on ' || HOST end TOLD
			from NODE where ROLE = '%s' and %s) WORKERS""".formatted(NodeRegistry.WORKER, ALIVE);

	private static final String REFUSALS = """
			select TOLD, SENTENCE
			from %s, unnest(string_to_array(DOING, chr(10)), DOING_UPLOADS) with ordinality SAID (SENTENCE, UPLOAD, PLACE)
			where UPLOAD = :upload
			order by PLACE"""
		.formatted(WORKERS);

	/** In words, each living worker of another version. */
	List<String> strangers() {
		return inWords("select NAME, HOST, VERSION from NODE where ROLE = :role and VERSION <> :version and " + ALIVE);
	}

	/** In words, a manager of another version, where there is none of this one. */
	List<String> foreignManagers() {
		return inWords("""
				select NAME, HOST, VERSION from NODE where ROLE like '%--cluster' and VERSION <> :version
				and not exists (select 1 from NODE own where own.ROLE like '%--cluster' and own.VERSION = :version
				and own.""" + ALIVE + ") and " + ALIVE);
	}

	private List<String> inWords(String nodes) {
		return this.jdbc.sql(nodes)
			.param("role", NodeRegistry.WORKER)
			.param("version", Version.own())
			.query((row, number) -> "%s on %s is Longhaul %s".formatted(row.getString(1), row.getString(2),
					row.getString(3)))
			.list();
	}

	/**
	 * Why workers cannot send an upload: the sentences of each, by what it is told of.
	 */
	Map<String, List<String>> refusals(long upload) {
		Map<String, List<String>> sentences = new HashMap<>();
		this.jdbc.sql(REFUSALS).param("upload", upload).query((row) -> {
			sentences.computeIfAbsent(row.getString(1), (name) -> new ArrayList<>()).add(row.getString(2));
		});
		return sentences;
	}

	/** Whether one of them has a range, of whichever upload, as of some seconds ago. */
	boolean isAnyWorkerBusy() {
		return this.jdbc
			.sql("select exists (select 1 from NODE where ROLE = :role and cardinality(UPLOADS) > 0 and " + ALIVE + ")")
			.param("role", NodeRegistry.WORKER)
			.query(Boolean.class)
			.single();
	}

	/**
	 * Whether one of them has a range of an upload, and said nothing of late against that
	 * upload: one that could not send of it tries for minutes before it says so again.
	 */
	boolean isAnyWorkerGettingOn(long upload) {
		return this.jdbc
			.sql("""
					select exists (select 1 from NODE
					where ROLE = :role and :upload = any(UPLOADS) and :upload <> all(DOING_UPLOADS) and %s)"""
				.formatted(ALIVE))
			.param("role", NodeRegistry.WORKER)
			.param("upload", upload)
			.query(Boolean.class)
			.single();
	}

	/**
	 * The workers, as they are told of, that have ranges of an upload, as of some seconds
	 * ago.
	 */
	List<String> workersAt(long upload) {
		return this.jdbc.sql("select distinct TOLD from " + WORKERS + " where :upload = any(UPLOADS) order by TOLD")
			.param("upload", upload)
			.query(String.class)
			.list();
	}

	/** The workers of this version. */
	NodeRegistry.Workers countWorkers() {
		return this.jdbc
			.sql("select count(*), coalesce(sum(SLOTS), 0) from NODE where ROLE = :role and VERSION = :version and "
					+ ALIVE)
			.param("role", NodeRegistry.WORKER)
			.param("version", Version.own())
			.query((row, number) -> new NodeRegistry.Workers(row.getInt(1), row.getInt(2)))
			.single();
	}

}
