package dev.longhaul;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.longhaul.cluster.RangeSender.LocalDefinitions;
import dev.longhaul.stub.FreshPostgres;
import dev.longhaul.stub.PostgresServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A night whose runs and workers are in this process, with one repository in PostgreSQL.
 */
final class ClusterNight implements BeforeEachCallback, AfterEachCallback {

	private final Path folder;

	private final FreshPostgres postgres;

	private final Settings settings = new Settings();

	private final Night night;

	private final NightWorkers workers;

	private final List<CompletableFuture<TypedCommand>> runs = new ArrayList<>();

	ClusterNight(Path folder, FreshPostgres postgres) {
		this.folder = folder;
		this.postgres = postgres;
		this.night = Night.in(folder);
		this.workers = NightWorkers.in(folder);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		this.settings.use(this.postgres.settings());
	}

	@Override
	public void afterEach(ExtensionContext context) {
		this.night.close();
		this.runs.forEach(this::end);
		this.settings.afterEach(context);
	}

	/** Else a run of a test that has failed would go on beside the next one. */
	private void end(CompletableFuture<TypedCommand> run) {
		Awaitility.await("the end of the run").atMost(Duration.ofMinutes(1)).until(() -> {
			if (!run.isDone()) {
				this.postgres.server()
					.sql("select pg_terminate_backend(pid) from pg_stat_activity where usename = '%s'"
						.formatted(PostgresServer.USER));
			}
			return run.isDone();
		});
	}

	Settings settings() {
		return this.settings;
	}

	Night night() {
		return this.night;
	}

	NightWorkers workers() {
		return this.workers;
	}

	/** Those of the night, as a worker reads them. */
	LocalDefinitions definitions() {
		return NightWorkers.definitions(this.folder);
	}

	TypedCommand command(String... words) {
		return TypedCommand.in(this.folder, words);
	}

	/** A run that leaves its ranges to workers, beside the test. */
	CompletableFuture<TypedCommand> run() {
		CompletableFuture<TypedCommand> run = OwnThread.supply(() -> command("run", "--cluster"));
		this.runs.add(run);
		return run;
	}

	/** Takes the ranges as another worker does, or the manager when it closes them. */
	void takeRangesOver() {
		this.postgres.server()
			.sql("update batch_step_execution set version = version + 1 where step_name like 'range:%'");
	}

}
