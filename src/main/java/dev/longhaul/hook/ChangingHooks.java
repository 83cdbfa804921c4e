package dev.longhaul.hook;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.HookSettings.Event;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.machine.DaemonThreads;

/**
 * The hooks of a watch, whose definitions change while uploads go on: an upload that ends
 * during the change is told to the old hooks or to the new ones, never to none.
 */
public final class ChangingHooks implements AutoCloseable {

	/** Those that are gone too: an upload of theirs may end later. */
	private final Map<String, JobDefinition> definitions = new LinkedHashMap<>();

	private final BooleanSupplier stopping;

	private final Duration grace;

	private RunHooks now;

	/** Ends when all hooks from before have ended. */
	private CompletableFuture<Void> before = CompletableFuture.completedFuture(null);

	/**
	 * No hooks yet.
	 * @param stopping whether the watch is to end
	 * @param grace how long hooks may go on then, after the uploads
	 */
	public ChangingHooks(BooleanSupplier stopping, Duration grace) {
		this.stopping = stopping;
		this.grace = grace;
		this.now = made();
	}

	/** The hooks of these definitions from now on. */
	public synchronized void change(Collection<JobDefinition> definitions) {
		RunHooks old = this.now;
		definitions.forEach((definition) -> this.definitions.put(definition.name(), definition));
		this.now = made();
		// it waits for its hooks
		CompletableFuture<Void> closed = CompletableFuture.runAsync(old::close, new DaemonThreads("hooks-before"));
		this.before = CompletableFuture.allOf(this.before, closed);
	}

	private RunHooks made() {
		return new RunHooks(new Definitions(this.definitions.values()), this.stopping, this.grace);
	}

	/** The definitions that want to be told of this. */
	public synchronized List<String> wanting(Event event) {
		return this.now.wanting(event);
	}

	/** Tells of an upload that has ended; returns at once. */
	public synchronized void ended(UploadOutcome outcome) {
		this.now.ended(outcome);
	}

	/** Waits for all hooks, after a stop for no longer than the grace. */
	@Override
	public void close() {
		current().close();
		beforeNow().join();
	}

	private synchronized RunHooks current() {
		return this.now;
	}

	private synchronized CompletableFuture<Void> beforeNow() {
		return this.before;
	}

}
