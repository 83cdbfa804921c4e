package dev.longhaul.source;

import java.nio.file.Path;

/**
 * What a folder has, and this process cannot read.
 *
 * @param path of the file, or of the folder below
 */
public record Unreadable(Path path, SourceException why) {

}
