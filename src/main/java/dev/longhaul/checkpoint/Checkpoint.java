package dev.longhaul.checkpoint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.longhaul.part.Part;
import dev.longhaul.part.PartPlan;
import dev.longhaul.part.PartRange;
import dev.longhaul.store.UploadedPart;

/**
 * The parts known to be in the store, by number.
 */
public final class Checkpoint {

	private final SortedMap<Integer, UploadedPart> parts;

	private Checkpoint(SortedMap<Integer, UploadedPart> parts) {
		this.parts = parts;
	}

	public static Checkpoint of(Collection<UploadedPart> parts) {
		SortedMap<Integer, UploadedPart> byNumber = new TreeMap<>();
		parts.forEach((part) -> byNumber.put(part.number(), part));
		return new Checkpoint(byNumber);
	}

	/** This checkpoint and one more part; a part of the same number is replaced. */
	public Checkpoint with(UploadedPart part) {
		SortedMap<Integer, UploadedPart> more = new TreeMap<>(this.parts);
		more.put(part.number(), part);
		return new Checkpoint(more);
	}

	/** This checkpoint without the part of that number. */
	public Checkpoint without(int number) {
		SortedMap<Integer, UploadedPart> fewer = new TreeMap<>(this.parts);
		fewer.remove(number);
		return new Checkpoint(fewer);
	}

	/** The parts, ascending by number. */
	public List<UploadedPart> parts() {
		return List.copyOf(this.parts.values());
	}

	public Optional<UploadedPart> part(int number) {
		return Optional.ofNullable(this.parts.get(number));
	}

	/** The first part of the range that is not here. */
	public Optional<Part> nextMissing(PartRange range, PartPlan plan) {
		return range.numbers().filter((number) -> !this.parts.containsKey(number)).mapToObj(plan::part).findFirst();
	}

	/** Bytes of the parts that are here. */
	public long bytes() {
		return this.parts.values().stream().mapToLong(UploadedPart::size).sum();
	}

	/**
	 * All parts of the plan, ascending, and no other.
	 * @throws PartsMissing if one is not here or has another size
	 */
	public List<UploadedPart> requireComplete(PartPlan plan) {
		List<UploadedPart> all = new ArrayList<>();
		List<Integer> missing = new ArrayList<>();
		for (int number = 1; number <= plan.parts(); number++) {
			UploadedPart part = this.parts.get(number);
			if (part != null && part.size() == plan.part(number).length()) {
				all.add(part);
			}
			else {
				missing.add(number);
			}
		}
		if (!missing.isEmpty() || all.size() != this.parts.size()) {
			throw new PartsMissing(missing, plan.parts());
		}
		return all;
	}

}
