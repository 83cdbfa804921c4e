package dev.longhaul.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

import dev.longhaul.part.Part;

/**
 * Compares the object's bytes with the file's, range by range.
 */
record ReadBack(Content object, Content file, long size, int atOnce) {

	private static final int BUFFER = 128 << 10;

	private static final long SAME = -1;

	/** Up to the first range that differs. */
	Finding compare() {
		Ranges ranges = Ranges.of(this.size, Ranges.usual(this.size), this.atOnce);
		List<Long> differences = ranges.each(this::firstDifference, (at) -> at != SAME);
		long at = differences.get(differences.size() - 1);
		Part last = ranges.plan().part(differences.size());
		return (at == SAME)
				? Finding.proved(Evidence.BYTES, "read back, every byte equals the file's").afterReading(this.size)
				: Finding
					.differs(Evidence.BYTES,
							"read back, the object differs from the file first at byte %,d, in bytes ".formatted(at)
									+ "%,d to %,d".formatted(last.offset(), last.offset() + last.length() - 1))
					.afterReading(last.offset() + last.length());
	}

	private long firstDifference(Part range) {
		byte[] stored = new byte[BUFFER];
		byte[] read = new byte[BUFFER];
		try (InputStream fromStore = this.object.open(range); InputStream fromFile = this.file.open(range)) {
			for (long at = range.offset();;) {
				int n = fromStore.readNBytes(stored, 0, BUFFER);
				int m = fromFile.readNBytes(read, 0, BUFFER);
				int difference = Arrays.mismatch(stored, 0, n, read, 0, m);
				if (difference >= 0) {
					return at + difference;
				}
				if (n < BUFFER) {
					return SAME;
				}
				at += n;
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
