package dev.longhaul.upload;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The transfers of this process that are under way.
 */
public final class TransferMonitor {

	private final Map<Long, Transfer> transfers = new ConcurrentHashMap<>();

	private final LongAdder sent = new LongAdder();

	/**
	 * Begins to watch.
	 * @param execution id of the job execution
	 */
	public void begin(long execution, Path file, long size) {
		this.transfers.put(execution, new Transfer(file, size, this.sent::add));
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

	/** Bytes that this process sent and whose arrival was answered. */
	public long bytesSent() {
		return this.sent.sum();
	}

	public List<Transfer> active() {
		return List.copyOf(this.transfers.values());
	}

}
