package dev.longhaul.part;

/**
 * How long the parts of a file shall be.
 *
 * @param bytes a whole number of MiB within S3's limits, or 0 for {@link #AUTO}
 */
public record PartSize(long bytes) {

	/** Chosen by the size of the file. */
	public static final PartSize AUTO = new PartSize(0);

	/**
	 * A part costs some milliseconds of the processor beside its bytes. On a line of 100
	 * Mbit/s eight parts of 16 MiB still end within the grace of a stop.
	 */
	private static final long SMALLEST_AUTO = 16 * S3Limits.MIB;

	/**
	 * Between two parts a connection waits a round trip: 40 ms are 3 % of the time of 64
	 * MiB at 50 MB/s. Still larger ones would gain little.
	 */
	private static final long FOR_LONG_LINES = 64 * S3Limits.MIB;

	/** Of a thousand parts, the few that a kill loses are little of the file. */
	private static final int PARTS_TO_SPARE = 1_000;

	/**
	 * Half of what S3 allows: checkpoints stay cheap, a kill loses little, and files
	 * beyond 24.4 TiB still fit because the part size stops growing at 5 GiB.
	 */
	private static final int AUTO_PARTS = S3Limits.MAX_PARTS / 2;

	public PartSize {
		boolean within = bytes >= S3Limits.MIN_PART_SIZE && bytes <= S3Limits.MAX_PART_SIZE;
		if (bytes != 0 && (!within || bytes % S3Limits.MIB != 0)) {
			throw new IllegalArgumentException("a part size is a whole number of MiB from 5 MiB to 5 GiB");
		}
	}

	/**
	 * The length of every part but the last, in bytes.
	 * @param fileSize in bytes
	 */
	long forFile(long fileSize) {
		if (this.bytes != 0) {
			return this.bytes;
		}
		long forLongLines = Math.min(share(fileSize, PARTS_TO_SPARE), FOR_LONG_LINES);
		long wanted = Math.max(SMALLEST_AUTO, Math.max(forLongLines, share(fileSize, AUTO_PARTS)));
		return Math.min(wanted, S3Limits.MAX_PART_SIZE);
	}

	/** Whether a file of so many bytes is sent in more than one part. */
	public boolean splits(long fileSize) {
		return fileSize > forFile(fileSize);
	}

	private static long share(long fileSize, long parts) {
		return ceilMib(ceilDiv(fileSize, parts));
	}

	static long ceilDiv(long dividend, long divisor) {
		return -Math.floorDiv(-dividend, divisor); // Math.ceilDiv comes with Java 18
	}

	static long ceilMib(long bytes) {
		return ceilDiv(bytes, S3Limits.MIB) * S3Limits.MIB;
	}

}
