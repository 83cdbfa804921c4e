package dev.longhaul.upload;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Memory in which parts are held between the read that sums them and their last try, so
 * that the disk is read once. The budget is for all parts of the process; a part that
 * finds no room in it is read from the file again for each try.
 */
public final class PartMemory {

	/** A small heap has no room for a large part in one array. */
	static final int BLOCK = 1 << 20;

	private final int most;

	/**
	 * Kept for the next part: to make and clear them anew would cost as much as a read.
	 */
	private final Deque<byte[]> free = new ArrayDeque<>();

	private int held;

	/**
	 * Memory that is not taken before it is needed.
	 * @param budget in bytes; what is no whole block is not used
	 */
	public PartMemory(long budget) {
		this.most = (int) Math.min(budget / BLOCK, Integer.MAX_VALUE);
	}

	/** Room for so many bytes, or nothing where less than that is left. */
	synchronized Optional<HeldPart> hold(long bytes) {
		long blocks = (bytes + BLOCK - 1) / BLOCK;
		if (blocks > this.most - this.held) {
			return Optional.empty();
		}
		List<byte[]> taken = new ArrayList<>();
		for (int i = 0; i < blocks; i++) {
			byte[] kept = this.free.poll();
			taken.add((kept != null) ? kept : new byte[BLOCK]);
		}
		// only now: a full heap fails above
		this.held += (int) blocks;
		return Optional.of(new HeldPart(taken, this));
	}

	synchronized void release(List<byte[]> blocks) {
		this.held -= blocks.size();
		this.free.addAll(blocks);
	}

}
