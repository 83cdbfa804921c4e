package dev.longhaul.source;

import java.nio.file.Path;

/**
 * Something in a folder that is meant by its name and not taken.
 *
 * @param why for the report
 */
public record LeftOut(Path path, String why) {

}
