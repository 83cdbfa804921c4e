package dev.longhaul.definition;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.part.PartSize;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the files travel.
 *
 * @param partSize {@code auto} or a size such as {@code 64MB}
 * @param partsAtOnce {@code auto} or a number; over all files of the process
 * @param integrity {@code auto} or the name of an algorithm
 * @param bandwidth bytes a second by windows of the day, or only {@code else}; over all
 * files of the definition
 */
public record TransferSettings(@DefaultValue("auto") String partSize, @DefaultValue("8") String partsAtOnce,
		@DefaultValue("4") int filesAtOnce, @DefaultValue("auto") String integrity,
		@DefaultValue Map<String, String> bandwidth) {

	/** The most parts at once that may be asked for. */
	public static final int MOST = 256;

	/** The most that {@code auto} goes up to: so many fit the memory that is promised. */
	public static final int MOST_ADAPTIVE = 32;

	/**
	 * The part size.
	 * @throws IllegalArgumentException if it is no size, or not within S3's limits
	 */
	public PartSize size() {
		if (this.partSize.strip().toLowerCase(Locale.ROOT).equals("auto")) {
			return PartSize.AUTO;
		}
		long bytes = DataSize.parse(this.partSize.strip().toUpperCase(Locale.ROOT)).toBytes();
		if (bytes == 0) {
			throw new IllegalArgumentException("a part has at least one byte");
		}
		return new PartSize(bytes);
	}

	/**
	 * Whether the number of parts in flight at once is found out on the way.
	 */
	public boolean adaptive() {
		return this.partsAtOnce.strip().equalsIgnoreCase("auto");
	}

	/**
	 * The most parts in flight at once.
	 * @throws IllegalArgumentException if it is no number
	 */
	public int mostPartsAtOnce() {
		return adaptive() ? MOST_ADAPTIVE : Integer.parseInt(this.partsAtOnce.strip());
	}

	/**
	 * The algorithm by which the parts are summed; nothing for {@code auto}.
	 * @throws IllegalArgumentException if there is no such algorithm
	 */
	public Optional<ChecksumAlgorithm> checksum() {
		String name = this.integrity.strip();
		return name.equalsIgnoreCase("auto") ? Optional.empty() : Optional.of(ChecksumAlgorithm.named(name));
	}

	public Timetable timetable() {
		return Timetable.parse(this.bandwidth);
	}

}
