package dev.longhaul.upload;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The transfers of this process that are under way.
 */
public final class TransferMonitor {

	private final Map<Long, Transfer> transfers = new ConcurrentHashMap<>();

	private final List<Tally> tallies = new CopyOnWriteArrayList<>();

	/**
	 * Begins to watch.
	 * @param execution id of the job execution
	 */
	public void begin(long execution, String definition, Path file, long size) {
		this.transfers.put(execution, new Transfer(file, size, (bytes) -> sent(definition, file, bytes)));
	}

	public Transfer of(long execution) {
		Transfer transfer = this.transfers.get(execution);
		if (transfer == null) {
			throw new IllegalStateException("no transfer of execution " + execution);
		}
		return transfer;
	}

	public void end(long execution) {
		this.transfers.remove(execution);
	}

	/** Begins to count for a command. */
	public Tally tally(Set<String> files) {
		Tally tally = new Tally(this, files);
		this.tallies.add(tally);
		return tally;
	}

	void forget(Tally tally) {
		this.tallies.remove(tally);
	}

	private void sent(String definition, Path file, long bytes) {
		this.tallies.forEach((tally) -> tally.sent(definition, file, bytes));
	}

	/** All transfers of the process that are under way. */
	public List<Transfer> active() {
		return List.copyOf(this.transfers.values());
	}

}
