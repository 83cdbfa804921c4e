package dev.longhaul.hook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.HookSettings;
import dev.longhaul.definition.HookSettings.Event;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.WebhookSettings;
import dev.longhaul.history.OutcomeFields;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import org.jspecify.annotations.Nullable;

/**
 * Tells the hooks of all definitions what a run does, and waits for them at its end.
 */
public final class RunHooks implements AutoCloseable {

	private static final Duration LOOK = Duration.ofMillis(100);

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

	private final Map<String, HookQueue> queues = new LinkedHashMap<>();

	private final BooleanSupplier stopping;

	private final Duration grace;

	/**
	 * Hooks for one run.
	 * @param stopping whether the run is to end
	 * @param grace how long hooks may go on then, after the uploads
	 */
	public RunHooks(Definitions definitions, BooleanSupplier stopping, Duration grace) {
		this.stopping = stopping;
		this.grace = grace;
		for (JobDefinition definition : definitions.all()) {
			Map<Event, List<Hook>> hooks = hooksOf(definition.hooks());
			if (!hooks.isEmpty()) {
				this.queues.put(definition.name(), new HookQueue(definition.name(), hooks));
			}
		}
	}

	private static Map<Event, List<Hook>> hooksOf(HookSettings settings) {
		Map<Event, List<Hook>> hooks = new EnumMap<>(Event.class);
		for (Event event : Event.values()) {
			List<String> command = settings.command(event);
			if (!command.isEmpty()) {
				hooks.computeIfAbsent(event, (it) -> new ArrayList<>())
					.add(new CommandHook(command, settings.timeLimit()));
			}
		}
		WebhookSettings address = settings.webhook();
		if (address != null) {
			Webhook webhook = new Webhook(address, settings.timeLimit(), FIRST_PAUSE);
			address.events().forEach((event) -> hooks.computeIfAbsent(event, (it) -> new ArrayList<>()).add(webhook));
		}
		return hooks;
	}

	/** The definitions that want to be told of this. */
	public List<String> wanting(Event event) {
		return this.queues.entrySet()
			.stream()
			.filter((queue) -> queue.getValue().isWanted(event))
			.map(Map.Entry::getKey)
			.toList();
	}

	/** Tells of an upload that has ended; returns at once. */
	public void ended(UploadOutcome outcome) {
		HookQueue queue = this.queues.get(outcome.definition());
		if (queue == null || outcome.result().isPassedOver() || outcome.result() == Result.STOPPED
				|| !queue.isWanted(Event.AFTER_UPLOAD)) {
			return;
		}
		queue.add(HookEvent.of(Event.AFTER_UPLOAD, outcome.definition(), outcome.result().word(),
				outcome.file().toString(), OutcomeFields.upload(outcome)));
	}

	/**
	 * Tells each definition of what the run did for it, and waits until all hooks have
	 * ended.
	 * @param bytesSent for a definition
	 * @param exitCode of a run that had only these outcomes
	 * @return how many calls failed
	 */
	public int finish(List<UploadOutcome> outcomes, Duration took, ToLongFunction<String> bytesSent,
			ToIntFunction<List<UploadOutcome>> exitCode) {
		this.queues.forEach((definition, queue) -> {
			List<UploadOutcome> own = outcomes.stream()
				.filter((outcome) -> outcome.definition().equals(definition))
				.toList();
			List<UploadOutcome> worked = own.stream().filter((outcome) -> !outcome.result().isPassedOver()).toList();
			if (!worked.isEmpty() && queue.isWanted(Event.AFTER_RUN)) {
				Map<String, Object> fields = OutcomeFields.event("run");
				fields.put("definition", definition);
				fields.putAll(OutcomeFields.counts(own));
				fields.put("bytesSent", bytesSent.applyAsLong(definition));
				fields.put("millis", took.toMillis());
				int code = exitCode.applyAsInt(own);
				fields.put("exitCode", code);
				// made one by one while they are written
				Iterable<Map<String, Object>> uploads = () -> worked.stream().map(OutcomeFields::upload).iterator();
				fields.put("uploads", uploads);
				queue.add(HookEvent.of(Event.AFTER_RUN, definition, String.valueOf(code), "the run", fields));
			}
		});
		close();
		return this.queues.values().stream().mapToInt(HookQueue::failed).sum();
	}

	/** How many calls of a definition's hooks failed. */
	public int failed(String definition) {
		HookQueue queue = this.queues.get(definition);
		return (queue != null) ? queue.failed() : 0;
	}

	/** Waits for the hooks, after a stop for no longer than the grace. */
	@Override
	public void close() {
		this.queues.values().forEach(HookQueue::close);
		Grace left = new Grace();
		boolean cut = false;
		for (HookQueue queue : this.queues.values()) {
			while (!isEnded(queue)) {
				if (!cut && left.isOver()) {
					this.queues.values().forEach(HookQueue::cut);
					cut = true;
				}
			}
		}
	}

	private static boolean isEnded(HookQueue queue) {
		try {
			return queue.awaitEnd(LOOK);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			queue.cut();
			return true;
		}
	}

	/** Begins when the uploads have ended and a stop was called for. */
	private final class Grace {

		private @Nullable Long begun;

		boolean isOver() {
			if (!RunHooks.this.stopping.getAsBoolean()) {
				return false;
			}
			this.begun = (this.begun != null) ? this.begun : System.nanoTime();
			return System.nanoTime() - this.begun >= RunHooks.this.grace.toNanos();
		}

	}

}
