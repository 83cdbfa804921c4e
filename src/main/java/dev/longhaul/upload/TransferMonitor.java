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

	/** By the id of the job execution. */
	private final Map<Long, UnderWay> underWay = new ConcurrentHashMap<>();

	/** Those whose abort waits or is under way. */
	private final Set<FileVersion> withdrawn = ConcurrentHashMap.newKeySet();

	private final List<Tally> tallies = new CopyOnWriteArrayList<>();

	/**
	 * Begins to watch.
	 * @param execution id of the job execution
	 */
	public void begin(long execution, FileVersion version) {
		String definition = version.definition();
		Path file = version.file();
		this.underWay.put(execution, new UnderWay(version,
				new Transfer(file, version.size(), (bytes) -> sent(execution, definition, file, bytes))));
		stopWithdrawn();
	}

	public Transfer of(long execution) {
		UnderWay known = this.underWay.get(execution);
		if (known == null) {
			throw new IllegalStateException("no transfer of execution " + execution);
		}
		return known.transfer();
	}

	public void end(long execution) {
		this.underWay.remove(execution);
	}

	/**
	 * Sees that no part more is begun of an upload, which is to be aborted, also by a job
	 * that has not begun yet.
	 */
	public void withdraw(FileVersion version) {
		this.withdrawn.add(version);
		stopWithdrawn();
	}

	private void stopWithdrawn() {
		this.underWay.values()
			.stream()
			.filter((known) -> this.withdrawn.contains(known.version()))
			.forEach((known) -> known.transfer().withdraw());
	}

	/** Lets parts of it begin again: the abort is over. */
	public void readmit(FileVersion version) {
		this.withdrawn.remove(version);
	}

	/** Begins to count for a command. */
	public Tally tally(Set<String> files) {
		Tally tally = new Tally(this, files, this.underWay.keySet());
		this.tallies.add(tally);
		return tally;
	}

	void forget(Tally tally) {
		this.tallies.remove(tally);
	}

	private void sent(long execution, String definition, Path file, long bytes) {
		this.tallies.forEach((tally) -> tally.sent(execution, definition, file, bytes));
	}

	/** All transfers of the process that are under way. */
	public List<Transfer> active() {
		return this.underWay.values().stream().map(UnderWay::transfer).toList();
	}

	private record UnderWay(FileVersion version, Transfer transfer) {

	}

}
