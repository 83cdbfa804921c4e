package dev.longhaul.upload;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the transfers of one command's files; several commands may run in one process.
 */
public final class Tally implements AutoCloseable {

	private final TransferMonitor monitor;

	/**
	 * As text, which the plan has anyway: a path of each file would take as much again.
	 */
	private final Set<String> files;

	/** By definition. */
	private final Map<String, LongAdder> sent = new ConcurrentHashMap<>();

	/** Executions that another command had begun: this one only waits for them. */
	private final Set<Long> others;

	Tally(TransferMonitor monitor, Set<String> files, Set<Long> others) {
		this.monitor = monitor;
		this.files = Set.copyOf(files);
		this.others = Set.copyOf(others);
	}

	void sent(long execution, String definition, Path file, long bytes) {
		if (this.files.contains(file.toString()) && !this.others.contains(execution)) {
			this.sent.computeIfAbsent(definition, (name) -> new LongAdder()).add(bytes);
		}
	}

	/** Bytes of these files whose arrival was answered, of uploads begun since. */
	public long bytesSent() {
		return this.sent.values().stream().mapToLong(LongAdder::sum).sum();
	}

	/** Those of them that were sent for one definition. */
	public long bytesSent(String definition) {
		LongAdder bytes = this.sent.get(definition);
		return (bytes != null) ? bytes.sum() : 0;
	}

	/** The transfers of these files that are under way. */
	public List<Transfer> active() {
		return this.monitor.active()
			.stream()
			.filter((transfer) -> this.files.contains(transfer.file().toString()))
			.toList();
	}

	@Override
	public void close() {
		this.monitor.forget(this);
	}

}
