package dev.longhaul.cluster;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.longhaul.job.RepositoryFailed;
import dev.longhaul.machine.Heartbeat;
import dev.longhaul.machine.HostName;
import dev.longhaul.machine.Version;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * This process among those that work with the repository: says that it is alive and what
 * it does, and knows the others. All times are the server's, for clocks differ.
 */
public final class NodeRegistry implements AutoCloseable {

	/** The role of those that take ranges. */
	public static final String WORKER = "worker";

	private static final Logger log = LoggerFactory.getLogger(NodeRegistry.class);

	private static final Duration BEAT = Duration.ofSeconds(5);

	/** Processes that were killed. */
	private static final String FORGET = "delete from NODE where HEARTBEAT < now() - interval '1 day'";

	private static final String REGISTER = """
			insert into NODE (NODE_ID, NAME, HOST, PID, VERSION, ROLE, SLOTS, STARTED, HEARTBEAT, UPLOADS, DOING)
			values (:id, :name, :host, :pid, :version, :role, :slots, :started, now(), '{}', '')
			on conflict (NODE_ID) do nothing""";

	private static final String SAY = """
			update NODE set HEARTBEAT = now(), UPLOADS = cast(:uploads as bigint[]), DOING = :doing,
				DOING_UPLOADS = cast(:doingUploads as bigint[])
			where NODE_ID = :id""";

	private final UUID id = UUID.randomUUID();

	private final Map<Long, Integer> ranges = new ConcurrentHashMap<>();

	private final Heartbeat heart = new Heartbeat("node");

	private final JdbcClient jdbc;

	private final Self self;

	/** By the server's clock. */
	private final OffsetDateTime started;

	private final LivingNodes living;

	/** Guarded by this object. */
	private boolean closed;

	private volatile Supplier<NodeWords> words = () -> NodeWords.NONE;

	/** Why the last sign of life was not written; null if it was. */
	private volatile @Nullable RuntimeException unsaid;

	private volatile Workers workers = new Workers(0, 0);

	/** Says that this process is there. */
	public NodeRegistry(JdbcClient jdbc, Self self) {
		this.jdbc = jdbc;
		this.self = self;
		this.living = new LivingNodes(jdbc);
		this.jdbc.sql(FORGET).update();
		this.started = this.jdbc.sql("select now()").query(OffsetDateTime.class).single();
		register();
		countWorkers();
		this.heart.every(BEAT, this::beat);
	}

	/** Not after the end: what hangs in a process that ends may still say something. */
	private synchronized void register() {
		if (!this.closed) {
			this.jdbc.sql(REGISTER)
				.param("id", this.id)
				.param("name", this.self.name())
				.param("host", HostName.shown())
				.param("pid", ProcessHandle.current().pid())
				.param("version", Version.own())
				.param("role", this.self.role())
				.param("slots", this.self.slots())
				.param("started", this.started)
				.update();
		}
	}

	/** The workers of this version that are alive, as of some seconds ago. */
	public Workers workers() {
		return this.workers;
	}

	/** All that are alive, asked anew for each question. */
	LivingNodes living() {
		return this.living;
	}

	/** Says that this process works on an upload, once more. */
	void begin(long upload) {
		this.ranges.merge(upload, 1, Integer::sum);
		beat();
	}

	void end(long upload) {
		this.ranges.computeIfPresent(upload, (number, count) -> (count > 1) ? count - 1 : null);
	}

	/**
	 * Looks whether there was room for the last sign of life: a process that only waits
	 * for others would not notice otherwise that nothing can be written any more.
	 */
	void requireRoom() {
		RuntimeException failure = this.unsaid;
		if (failure != null && RepositoryFailed.isOfFullDisk(failure)) {
			throw failure;
		}
	}

	/**
	 * Asks from now on, by several threads, what people should know of this process: what
	 * is over must not be said until something else is.
	 */
	void says(Supplier<NodeWords> words) {
		this.words = words;
	}

	/**
	 * Says that this process is alive, and what people should know of it; if that fails,
	 * the next heartbeat says it.
	 */
	void beat() {
		try {
			say();
			this.unsaid = null;
			countWorkers();
		}
		catch (RuntimeException ex) {
			this.unsaid = ex;
			// the claims notice what is wrong
			log.debug("the node could not say that it is alive", ex);
		}
	}

	private void say() {
		if (!isSaid()) {
			// frozen for so long that it was forgotten
			register();
			isSaid();
		}
	}

	private boolean isSaid() {
		NodeWords said = this.words.get();
		return this.jdbc.sql(SAY)
			.param("uploads", array(this.ranges.keySet()))
			.param("doing", said.text())
			.param("doingUploads", array(said.uploads()))
			.param("id", this.id)
			.update() > 0;
	}

	private static String array(Collection<Long> numbers) {
		return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
	}

	/** The same, counted anew. */
	Workers countWorkers() {
		Workers now = this.living.countWorkers();
		this.workers = now;
		return now;
	}

	@Override
	public void close() {
		this.heart.close();
		sayGoodBye();
	}

	private synchronized void sayGoodBye() {
		this.closed = true;
		try {
			this.jdbc.sql("delete from NODE where NODE_ID = :id").param("id", this.id).update();
		}
		catch (RuntimeException ex) {
			log.debug("the node could not say good-bye", ex); // it is forgotten in time
		}
	}

	/**
	 * This process.
	 *
	 * @param role its command
	 * @param slots ranges that it takes at once
	 */
	public record Self(String name, String role, int slots) {

	}

	/**
	 * The workers that are alive.
	 *
	 * @param slots ranges that they take at once, all together
	 */
	public record Workers(int count, int slots) {

	}

}
