package dev.longhaul.hook;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.longhaul.definition.HookSettings.Event;
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

	private final Map<Event, List<Hook>> hooks;

	private final int mostWaiting;

	private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();

	private final ExecutorService thread;

	private final AtomicInteger failed = new AtomicInteger();

	/** Since it was said the last time. */
	private int dropped;

	HookQueue(String definition, Map<Event, List<Hook>> hooks) {
		this(definition, hooks, MOST_WAITING);
	}

	HookQueue(String definition, Map<Event, List<Hook>> hooks, int mostWaiting) {
		this.definition = definition;
		this.hooks = new EnumMap<>(hooks);
		this.mostWaiting = mostWaiting;
		this.thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, this.waiting, (task) -> {
			Thread made = new Thread(task, "hooks-" + definition);
			made.setDaemon(true);
			return made;
		});
	}

	boolean isWanted(Event kind) {
		return !this.hooks.getOrDefault(kind, List.of()).isEmpty();
	}

	/** Drops what there is no room for; after-run comes once, so there is room for it. */
	synchronized void add(HookEvent event) {
		for (Hook hook : this.hooks.getOrDefault(event.kind(), List.of())) {
			if (event.kind() == Event.AFTER_UPLOAD && this.waiting.size() >= this.mostWaiting) {
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

	private void call(Hook hook, HookEvent event) {
		try {
			hook.call(event);
		}
		catch (InterruptedException ex) {
			fail(event, "the run was stopped and shutdown-grace was over", ex);
		}
		catch (HookFailed | RuntimeException ex) {
			fail(event, String.valueOf(ex.getMessage()), ex);
		}
	}

	private void fail(HookEvent event, String why, Exception cause) {
		this.failed.incrementAndGet();
		log.warn("the {} hook of {} failed for {}: {}; it is not called again for this", event.kind().word(),
				event.definition(), event.subject(), why);
		log.debug("a hook failed", cause);
	}

	/** Takes no more events. */
	synchronized void close() {
		sayDropped();
		this.thread.shutdown();
	}

	boolean awaitEnd(Duration patience) throws InterruptedException {
		return this.thread.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
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
