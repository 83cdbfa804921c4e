package dev.longhaul.hook;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

	private final Map<Event, List<Hook>> hooks;

	private final ExecutorService thread;

	private final AtomicInteger failed = new AtomicInteger();

	HookQueue(String definition, Map<Event, List<Hook>> hooks) {
		this.hooks = new EnumMap<>(hooks);
		this.thread = Executors.newSingleThreadExecutor((task) -> {
			Thread thread = new Thread(task, "hooks-" + definition);
			thread.setDaemon(true);
			return thread;
		});
	}

	boolean isWanted(Event kind) {
		return !this.hooks.getOrDefault(kind, List.of()).isEmpty();
	}

	void add(HookEvent event) {
		this.hooks.getOrDefault(event.kind(), List.of())
			.forEach((hook) -> this.thread.execute(() -> call(hook, event)));
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
	void close() {
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
