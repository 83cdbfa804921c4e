package dev.longhaul.source;

import java.nio.file.Path;

/**
 * Something in a folder that is meant by its name and not taken.
 *
 * @param why for the report
 * @param strayMarker whether it is a marker whose file is not there
 */
public record LeftOut(Path path, String why, boolean strayMarker) {

	/** One that is no marker. */
	public LeftOut(Path path, String why) {
		this(path, why, false);
	}

	/** A marker whose file is not there. */
	public static LeftOut strayMarker(Path path) {
		return new LeftOut(path, "a marker without its file", true);
	}

}
