package dev.longhaul;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.longhaul.cli.RunSession;
import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.JobDefinitions;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.launch.RunMode;
import dev.longhaul.repository.home.Claim;
import dev.longhaul.repository.home.Home;
import dev.longhaul.stub.AccessKeys;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.StrictS3;
import dev.longhaul.stub.StrictS3Options;
import dev.longhaul.sweep.SweptUpload;
import org.awaitility.Awaitility;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A folder, a strict store and a repository on disk, and runs over them in this process,
 * each with a session of its own.
 */
final class Night implements AutoCloseable {

	static final int PART = 5 << 20;

	static final String BUCKET = "vault";

	/** No trial is made, so that requests can be counted. */
	private static final String PLAIN = ", store: generic";

	private final Path folder;

	private final StrictS3 s3;

	private Night(Path folder, StrictS3 s3) {
		this.folder = folder;
		this.s3 = s3;
	}

	static Night in(Path folder) {
		return in(folder, StrictS3Options.defaults());
	}

	static Night in(Path folder, StrictS3Options options) {
		new AccessKeys().set();
		Night night = new Night(folder, StrictS3.start(options).createBucket(BUCKET));
		night.define("");
		return night;
	}

	/** One definition, {@code vault}; further lines stand at its end. */
	void define(String further) {
		define(further, "settle: 0s");
	}

	/** One definition, with a setting more of its source. */
	void define(String further, String source) {
		define(further, source, PLAIN, "part-size: 5MB");
	}

	/** One definition whose files travel so. */
	void defineTransfer(String transfer) {
		define("", "settle: 0s", PLAIN, transfer);
	}

	/** One definition with this destination, its store too. */
	void defineDestination(String destination) {
		define("", "settle: 0s", ", " + destination, "part-size: 5MB");
	}

	private void define(String further, String source, String destination, String transfer) {
		write(this.folder.resolve("vault.yml"), ("""
				source: {directory: "%s", %s}
				destination: {bucket: vault, key: "{path}", endpoint: "%s"%s}
				transfer: {%s, parts-at-once: 2, files-at-once: 2}
				""".formatted(this.folder.resolve("files"), source, this.s3.endpoint(), destination, transfer)
				+ further)
			.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * One definition, with more settings of its destination, of a store of which nothing
	 * is known.
	 */
	void defineTo(String destination) {
		defineTo(destination, "part-size: 5MB");
	}

	/** The same, and how the files travel. */
	void defineTo(String destination, String transfer) {
		define("", "settle: 0s", PLAIN + ", " + destination, transfer);
	}

	/** The same, at a store of this profile. */
	void defineStore(String profile, String transfer) {
		define("", "settle: 0s", ", store: " + profile, transfer);
	}

	/** The one definition names another bucket, with these settings. */
	void move(String bucket, String settings) {
		write(this.folder.resolve("vault.yml"), """
				source: {directory: "%s", settle: 0s}
				destination: {bucket: %s, key: "{path}", endpoint: "%s"%s, %s}
				transfer: {part-size: 5MB, parts-at-once: 2, files-at-once: 2}
				""".formatted(this.folder.resolve("files"), bucket, this.s3.endpoint(), PLAIN, settings)
			.getBytes(StandardCharsets.UTF_8));
	}

	StrictS3 s3() {
		return this.s3;
	}

	/** Where the definitions stand. */
	Path definitions() {
		return this.folder;
	}

	/** A file of random bytes. */
	Path file(String name, int bytes, long seed) {
		byte[] content = new byte[bytes];
		new Random(seed).nextBytes(content);
		return write(this.folder.resolve("files").resolve(name), content);
	}

	static Path write(Path file, byte[] content) {
		try {
			Files.createDirectories(file.getParent());
			return Files.write(file, content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A run over all files, as the command would do it. */
	List<UploadOutcome> run() {
		return run(RunMode.USUAL);
	}

	List<UploadOutcome> run(RunMode mode) {
		return run(mode, (outcome) -> {
		});
	}

	/** A run that tells of each upload as soon as it has ended. */
	List<UploadOutcome> run(Consumer<UploadOutcome> ended) {
		return run(RunMode.USUAL, ended);
	}

	private List<UploadOutcome> run(RunMode mode, Consumer<UploadOutcome> ended) {
		return inSession((session) -> session.run()
			.execute(session.planner().plan(List.of(), mode.again()), mode, ended, UnaryOperator.identity()));
	}

	private <T> T inSession(Function<RunSession, T> work) {
		return inSession(List.of("vault"), work);
	}

	/** What is done with the repository open, for these definitions. */
	<T> T inSession(List<String> names, Function<RunSession, T> work) {
		Definitions definitions = new Definitions(
				new JobDefinitions(this.folder, Path.of(""), new StandardEnvironment()).select(names));
		try (RunSession session = new BootSessions(LocalTime.leave()).open(new Home(this.folder.resolve("home")),
				definitions, Claim.atOnce("run"))) {
			return work.apply(session);
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	/** A sweep, as the command would do it. */
	List<SweptUpload> sweep(boolean dryRun) {
		return inSession((session) -> session.sweeper().sweep(dryRun, (upload) -> {
		}));
	}

	/** Changes the repository as nobody should. */
	void sql(String statement) {
		inRepository((repository) -> assertThat(repository.update(statement)).as("rows").isPositive());
	}

	/** The rows of the repository, values joined by blanks. */
	List<String> rows(String query) {
		List<String> rows = new ArrayList<>();
		inRepository((repository) -> repository.queryForList(query)
			.forEach((row) -> rows.add(row.values().stream().map(String::valueOf).collect(Collectors.joining(" ")))));
		return rows;
	}

	/** Has HSQLDB's checkpoint made beside a run, as it makes it by itself. */
	boolean compact() {
		Home home = new Home(this.folder.resolve("home"));
		try (Connection beside = home.access().connect(); Statement statement = beside.createStatement()) {
			statement.execute("CHECKPOINT");
			return true;
		}
		catch (SQLException ex) {
			throw new AssertionError(ex);
		}
	}

	private void inRepository(Consumer<JdbcTemplate> work) {
		Home home = new Home(this.folder.resolve("home"));
		try (Connection connection = home.access().connectOnce()) {
			work.accept(new JdbcTemplate(new SingleConnectionDataSource(connection, true)));
		}
		catch (SQLException ex) {
			throw new AssertionError(ex);
		}
	}

	/** What status prints. */
	String status() {
		return longhaul("status");
	}

	/** What a command prints that ends with 0. */
	String longhaul(String... command) {
		return longhaul(0, command[0], Arrays.copyOfRange(command, 1, command.length));
	}

	/** What a command prints that ends with this exit code. */
	String longhaul(int exitCode, String command, String... further) {
		String[] words = Stream.concat(Stream.of(command), Stream.of(further)).toArray(String[]::new);
		TypedCommand typed = TypedCommand.in(this.folder, words);
		assertThat(typed.exitCode()).as("%s", typed).isEqualTo(exitCode);
		return typed.out();
	}

	/** A run over the only file. */
	UploadOutcome runOne() {
		List<UploadOutcome> outcomes = run();
		assertThat(outcomes).hasSize(1);
		return outcomes.get(0);
	}

	/**
	 * A run that fails at the third part of the only new file, when the store has one of
	 * its other parts.
	 */
	void leaveUnfinished() {
		this.s3.faults().add(Fault.on(Op.UPLOAD_PART).part(3).then(this::awaitPart));
		this.s3.faults().add(Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"));
		assertThat(run()).extracting(UploadOutcome::result).contains(UploadOutcome.Result.FAILED);
		this.s3.faults().clear();
	}

	private void awaitPart() {
		Awaitility.await().until(() -> this.s3.openUploads().stream().anyMatch((upload) -> !upload.parts().isEmpty()));
	}

	/** The object is the file, byte for byte, made once, and nothing is left open. */
	void assertDelivered(Path file) {
		String key = this.folder.resolve("files").relativize(file).toString();
		assertThat(this.s3.object(BUCKET, key).mismatch(file)).as("%s", file).isEqualTo(-1);
		assertThat(this.s3.openUploads()).as("uploads left open").isEmpty();
		assertThat(this.s3.completesThatTookEffect(key)).as("objects made").isEqualTo(1);
	}

	/** How many times parts arrived that had arrived before. */
	int resentParts(String key) {
		return this.s3.resentParts(key);
	}

	@Override
	public void close() {
		AccessKeys.clear();
		this.s3.close();
	}

}
