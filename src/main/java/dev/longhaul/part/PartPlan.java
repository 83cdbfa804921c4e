package dev.longhaul.part;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How a file is cut: equal, whole-MiB parts but the last, and the ranges they form.
 * Nothing else is needed to find any part again after a restart.
 *
 * @param fileSize in bytes
 * @param partSize in bytes
 * @param rangeLength parts in a range
 */
public record PartPlan(long fileSize, long partSize, int rangeLength) {

	/**
	 * Spring Batch writes a range's whole checkpoint at each commit: a bound keeps that
	 * cost constant. A range sends one part at a time, so 10,000 parts in 250 ranges can
	 * have 250 connections of a cluster.
	 */
	private static final int MAX_RANGE_LENGTH = 40;

	/** More ranges than threads, so that no thread is idle while a long range ends. */
	private static final int WANTED_RANGES = 32;

	/** Where a few machines share them, and the file has enough parts. */
	private static final int WANTED_OF_MANY_PARTS = 128;

	/** Where one process sends them, so that at the end few threads wait for long. */
	private static final int RANGES_A_THREAD = 4;

	/** Shorter ones cost the repository more than their parts do. */
	private static final int SHORT_RANGE = 4;

	public PartPlan {
		if (fileSize < 0 || partSize <= 0 || rangeLength < 1) {
			throw new IllegalArgumentException(
					"%d bytes in parts of %d, ranges of %d".formatted(fileSize, partSize, rangeLength));
		}
		if (PartSize.ceilDiv(fileSize, partSize) > S3Limits.MAX_PARTS) {
			throw tooManyParts(fileSize, partSize);
		}
	}

	/** Plans a file within the limits of S3 itself. */
	public static PartPlan of(long fileSize, PartSize wanted) {
		return of(fileSize, wanted, SizeLimits.S3);
	}

	/**
	 * Plans a file.
	 * @param fileSize in bytes
	 * @param most what its store takes
	 * @throws PlanImpossible if the file needs more than 10,000 parts of that size, or is
	 * larger than the largest object, or its parts are larger than the largest part
	 */
	public static PartPlan of(long fileSize, PartSize wanted, SizeLimits most) {
		if (fileSize > most.object()) {
			throw new PlanImpossible("the file has %,d bytes, the store's largest object has %,d; split the file"
				.formatted(fileSize, most.object()));
		}
		long partSize = wanted.forFile(fileSize);
		if (Math.min(fileSize, partSize) > most.part()) {
			throw partsTooLarge(partSize, most);
		}
		long parts = PartSize.ceilDiv(fileSize, partSize);
		return new PartPlan(fileSize, partSize, rangeLength(parts, WANTED_RANGES, WANTED_OF_MANY_PARTS));
	}

	/**
	 * The same parts in ranges for one process that sends so many parts at once: longer
	 * ones, for each costs its repository a few commits, but some for each thread.
	 */
	public PartPlan forOneProcess(int partsAtOnce) {
		int length = rangeLength(parts(), Math.max(WANTED_RANGES, partsAtOnce),
				Math.max(WANTED_RANGES, partsAtOnce * RANGES_A_THREAD));
		return new PartPlan(this.fileSize, this.partSize, length);
	}

	/**
	 * Parts in a range.
	 * @param wanted ranges of a file with few parts
	 * @param ofMany ranges of one whose ranges are not short even so
	 */
	private static int rangeLength(long parts, int wanted, int ofMany) {
		long few = Math.min(SHORT_RANGE, PartSize.ceilDiv(parts, wanted));
		long many = PartSize.ceilDiv(parts, ofMany);
		return (int) Math.max(1, Math.min(MAX_RANGE_LENGTH, Math.max(few, many)));
	}

	/**
	 * Whether the file travels in one PutObject; an empty file always does, because a
	 * multipart upload without parts cannot be completed.
	 */
	public boolean single() {
		return this.fileSize <= this.partSize;
	}

	/** How many parts; 1 for an empty file. */
	public int parts() {
		return (int) Math.max(1, PartSize.ceilDiv(this.fileSize, this.partSize));
	}

	public Part part(int number) {
		if (number > parts()) {
			throw new IllegalArgumentException("part %d of %d".formatted(number, parts()));
		}
		long offset = (number - 1L) * this.partSize;
		return new Part(number, offset, Math.min(this.partSize, this.fileSize - offset));
	}

	public List<PartRange> ranges() {
		int parts = parts();
		return IntStream.iterate(1, (first) -> first <= parts, (first) -> first + this.rangeLength)
			.mapToObj((first) -> new PartRange(first, Math.min(parts, first + this.rangeLength - 1)))
			.toList();
	}

	private static PlanImpossible partsTooLarge(long partSize, SizeLimits most) {
		return new PlanImpossible(("transfer.part-size has %,d bytes, the store's largest part has %,d; "
				+ "set it to auto or to at most %dMB")
			.formatted(partSize, most.part(), most.part() / S3Limits.MIB));
	}

	private static PlanImpossible tooManyParts(long fileSize, long partSize) {
		long enough = PartSize.ceilMib(PartSize.ceilDiv(fileSize, (long) S3Limits.MAX_PARTS)) / S3Limits.MIB;
		return new PlanImpossible(("the file has %,d bytes and needs %,d parts of %d MiB, S3 allows 10,000; "
				+ "set transfer.part-size to auto or to at least %dMB")
			.formatted(fileSize, PartSize.ceilDiv(fileSize, partSize), partSize / S3Limits.MIB, enough));
	}

}
