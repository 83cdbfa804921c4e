package dev.longhaul.machine;

/**
 * The heap has no more room, as a rule for the files of a run.
 */
public final class HeapFull extends RuntimeException {

	/**
	 * What a run knows of a file until it ends, as measured with paths of 60 characters.
	 */
	private static final int BYTES_A_FILE = 650;

	/** What everything else takes. */
	private static final long BESIDE = 48L << 20;

	private HeapFull(String where, OutOfMemoryError cause) {
		super("the heap of %d MB is full%s; %s, then run again".formatted(heap() >> 20, where, advice()), cause);
	}

	/**
	 * Whether it is the heap, which more memory cures, and not for instance the number of
	 * threads.
	 */
	public static boolean isMeantBy(OutOfMemoryError error) {
		String said = String.valueOf(error.getMessage());
		return said.contains("heap space") || said.contains("GC overhead");
	}

	/** It is full for an unknown reason. */
	public static HeapFull of(OutOfMemoryError cause) {
		return new HeapFull("", cause);
	}

	/** It is full of files, of which so many were found until then. */
	public static HeapFull with(int files, OutOfMemoryError cause) {
		return new HeapFull(", %,d files were found until then".formatted(files), cause);
	}

	/** How many files the heap of this process has room for. */
	public static long files() {
		return (heap() - Math.min(BESIDE, heap() / 4 * 3)) / BYTES_A_FILE;
	}

	/** What makes it larger. */
	public static String advice() {
		return "give the JVM more by LONGHAUL_JAVA_OPTIONS=-Xmx%1$dm, or java -Xmx%1$dm -jar".formatted(heap() >> 19);
	}

	private static long heap() {
		return Runtime.getRuntime().maxMemory();
	}

}
