package dev.longhaul.hook;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import dev.longhaul.definition.HookSettings.Event;
import dev.longhaul.machine.DaemonThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hooks of one definition: called one after another by a thread of their own, so that
 * the uploads never wait for them.
 */
final class HookQueue {

	private static final Logger log = LoggerFactory.getLogger(HookQueue.class);

	/**
	 * Calls that may wait, about 15 MiB: a receiver that is down for days must not fill
	 * the memory of a watch.
	 */
	private static final int MOST_WAITING = 10_000;

	private final String definition;

	private final Map<Event, List<TriedHook>> hooks = new EnumMap<>(Event.class);

	private final Collection<TriedHook> all;

	private final int mostWaiting;

	private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();

	private final ExecutorService thread;

	private final AtomicInteger failed = new AtomicInteger();

	/** Since they were last reported. */
	private int dropped;

	HookQueue(String definition, Map<Event, List<Hook>> hooks) {
		this(definition, hooks, MOST_WAITING, System::nanoTime);
	}

	/**
	 * A queue by a clock of its own.
	 * @param nanoTime as {@link System#nanoTime()}
	 */
	HookQueue(String definition, Map<Event, List<Hook>> hooks, int mostWaiting, LongSupplier nanoTime) {
		this.definition = definition;
		// a webhook may be told of several events, and is down for all of them
		Map<Hook, TriedHook> tried = new HashMap<>();
		hooks.forEach((event, told) -> this.hooks.put(event,
				told.stream()
					.map((hook) -> tried.computeIfAbsent(hook, (it) -> new TriedHook(it, nanoTime)))
					.toList()));
		this.all = List.copyOf(tried.values());
		this.mostWaiting = mostWaiting;
		this.thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, this.waiting,
				new DaemonThreads("hooks-" + definition));
	}

	boolean isWanted(Event kind) {
		return !this.hooks.getOrDefault(kind, List.of()).isEmpty();
	}

	/** Drops what there is no room for; after-run comes once, so there is room for it. */
	synchronized void add(HookEvent event) {
		for (TriedHook hook : this.hooks.getOrDefault(event.kind(), List.of())) {
			if (this.thread.isShutdown()) {
				this.failed.incrementAndGet();
				log.warn(
						"the {} hook of {} is not called for {}, for this process was about to end; "
								+ "'longhaul history --json' has what it was to be told",
						event.kind().label(), this.definition, event.subject());
			}
			else if (event.kind() == Event.AFTER_UPLOAD && this.waiting.size() >= this.mostWaiting) {
				drop();
			}
			else {
				this.thread.execute(() -> call(hook, event));
				if (this.waiting.size() <= this.mostWaiting / 2) {
					sayDropped();
				}
			}
		}
	}

	private void drop() {
		this.failed.incrementAndGet();
		if (this.dropped++ == 0) {
			log.warn("{}: {} calls of its hooks wait, more of them are dropped and counted", this.definition,
					this.mostWaiting);
		}
	}

	private void sayDropped() {
		if (this.dropped > 0) {
			log.warn("{}: {} dropped, for too many waited; longhaul history says what became of the files",
					this.definition,
					(this.dropped == 1) ? "1 call of its hooks was" : this.dropped + " calls of its hooks were");
			this.dropped = 0;
		}
	}

	private void call(TriedHook hook, HookEvent event) {
		if (hook.rests()) {
			this.failed.incrementAndGet();
			hook.leaveOut();
			log.debug("{}: the {} hook rests and is not called for {}", this.definition, event.kind().label(),
					event.subject());
			return;
		}
		try {
			hook.call(event);
			sayLeftOut(hook, "it works again and is called from now on");
		}
		catch (InterruptedException ex) {
			fail(event, "the run was stopped and shutdown-grace was over", "", ex);
		}
		catch (HookFailed | RuntimeException | Error ex) {
			fail(hook, event, ex);
		}
	}

	private void fail(TriedHook hook, HookEvent event, Throwable cause) {
		if (hook.failures() > TriedHook.MOST_FAILURES) {
			// said already: a receiver may be down for days
			this.failed.incrementAndGet();
			log.info("{}: the {} hook still fails, now for {}: {}", this.definition, event.kind().label(),
					event.subject(), hook.lastFailure());
			return;
		}
		String rest = (hook.failures() < TriedHook.MOST_FAILURES) ? ""
				: ", nor for anything else for %d minutes, for it failed %d times in a row"
					.formatted(TriedHook.REST.toMinutes(), TriedHook.MOST_FAILURES);
		fail(event, hook.lastFailure(), rest, cause);
	}

	private void fail(HookEvent event, String why, String rest, Throwable cause) {
		this.failed.incrementAndGet();
		log.warn("the {} hook of {} failed for {}: {}; it is not called again for this{}", event.kind().label(),
				event.definition(), event.subject(), why, rest);
		log.debug("a hook failed", cause);
	}

	private void sayLeftOut(TriedHook hook, String next) {
		int calls = hook.takeLeftOut();
		if (calls > 0) {
			log.warn(
					"{}: {} not made while a hook kept failing ({}); {}. 'longhaul history --json' has what they "
							+ "were to tell",
					this.definition, (calls == 1) ? "1 call was" : calls + " calls were", hook.lastFailure(), next);
		}
	}

	/** Takes no more events. */
	synchronized void close() {
		sayDropped();
		this.thread.shutdown();
	}

	/** Says at the end what was left out until then. */
	boolean awaitEnd(Duration patience) throws InterruptedException {
		boolean ended = this.thread.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
		if (ended) {
			this.all.forEach(
					(hook) -> sayLeftOut(hook, "they will not be made any more; correct that before the next run"));
		}
		return ended;
	}

	/** Ends the call that is under way and drops those that wait. */
	void cut() {
		int dropped = this.thread.shutdownNow().size();
		this.failed.addAndGet(dropped);
		if (dropped > 0) {
			log.warn("the run was stopped: {} not made any more; longhaul history says what became of the files",
					(dropped == 1) ? "1 call of hooks was" : dropped + " calls of hooks were");
		}
	}

	/** Calls that failed. */
	int failed() {
		return this.failed.get();
	}

}
