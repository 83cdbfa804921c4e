package dev.longhaul.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.longhaul.console.WatchDisplay;
import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.HookSettings.Event;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.history.Candidate;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.hook.ChangingHooks;
import dev.longhaul.launch.RunMode;
import dev.longhaul.plan.RunPlanner;
import dev.longhaul.watch.HealthFile;
import dev.longhaul.watch.ReloadedDefinitions;
import dev.longhaul.watch.Watch;
import dev.longhaul.watch.WatchParts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The long part of {@code watch}: looks after definitions and health until a signal
 * comes.
 */
final class WatchLoop implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(WatchLoop.class);

	private static final Duration BEAT = Duration.ofSeconds(10);

	private static final Duration AFTER_GRACE = Duration.ofSeconds(20);

	private final RunSession session;

	private final ReloadedDefinitions definitions;

	private final WatchDisplay display;

	private final Duration interval;

	private final Watch watch;

	/** Uploads that were begun, until their outcome is reported. */
	private final Map<Long, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

	private final AtomicLong begun = new AtomicLong();

	private final ChangingHooks hooks;

	WatchLoop(RunSession session, ReloadedDefinitions definitions, WatchDisplay display, Duration interval) {
		this.session = session;
		this.definitions = definitions;
		this.display = display;
		this.interval = interval;
		StopSignals signals = session.signals();
		this.hooks = new ChangingHooks(signals::isStopping, signals.grace());
		useHooks(session.definitions().all());
		this.watch = new Watch(new WatchParts(this::planner, this::begin, this::ended, System::nanoTime), interval,
				session.engine().clock());
	}

	/**
	 * Watches.
	 * @return the exit code
	 */
	int untilStopped(Path healthFile) {
		StopSignals signals = this.session.signals();
		signals.listen();
		Clock clock = this.session.engine().clock();
		try (HealthFile health = new HealthFile(healthFile, clock)) {
			this.watch.watch(this.session.definitions().all());
			Duration beat = (this.interval.compareTo(BEAT) < 0) ? this.interval : BEAT;
			Optional<Integer> exitCode = signals.within(beat);
			while (exitCode.isEmpty()) {
				this.session.engine().requireRepository().run();
				this.definitions.changed().ifPresent(this::change);
				health.beat(this.watch.health());
				exitCode = signals.within(beat);
			}
			return exitCode.get();
		}
		catch (RuntimeException ex) {
			log.error("the watch ends: {}", ex.getMessage(), ex);
			signals.stop();
			throw ex;
		}
	}

	private void change(Collection<JobDefinition> definitions) {
		this.session.use(definitions);
		this.watch.watch(definitions);
		this.session.retain(definitions);
		useHooks(definitions);
	}

	private RunPlanner planner(JobDefinition definition) {
		return this.session.planner(new Definitions(List.of(definition)));
	}

	private CompletableFuture<UploadOutcome> begin(Candidate candidate) {
		long number = this.begun.incrementAndGet();
		CompletableFuture<UploadOutcome> upload = this.session.run().begin(candidate, RunMode.USUAL);
		CompletableFuture<UploadOutcome> told = new CompletableFuture<>();
		CompletableFuture<Void> over = new CompletableFuture<>();
		this.underWay.put(number, over);
		var unused = upload.whenComplete((outcome, failure) -> {
			// completing it tells the display and the hooks before it returns
			if (outcome != null) {
				told.complete(outcome);
			}
			else {
				told.completeExceptionally(failure);
			}
			this.underWay.remove(number);
			over.complete(null);
		});
		return told;
	}

	private void ended(UploadOutcome outcome) {
		this.display.ended(outcome);
		this.hooks.ended(outcome);
	}

	private void useHooks(Collection<JobDefinition> definitions) {
		this.hooks.change(definitions);
		List<String> wanting = this.hooks.wanting(Event.AFTER_RUN);
		definitions.stream()
			.map(JobDefinition::name)
			.filter(wanting::contains)
			.forEach((definition) -> log
				.warn("{}: a watch has no end of a run, so it does not call its after-run hooks; "
						+ "after-upload is called for each file", definition));
	}

	/**
	 * Waits for what is under way: a stop gives it its grace, then cuts it. A mount may
	 * hang.
	 */
	@Override
	public void close() {
		this.watch.close();
		Duration patience = this.session.signals().grace().plus(AFTER_GRACE);
		CompletableFuture.allOf(this.underWay.values().toArray(CompletableFuture[]::new))
			.completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
			.exceptionally((failure) -> null)
			.join();
		this.hooks.close();
	}

}
