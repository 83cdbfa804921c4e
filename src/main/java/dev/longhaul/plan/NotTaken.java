package dev.longhaul.plan;

import java.nio.file.Path;

/**
 * What a definition means by its name, and a run does not take.
 *
 * @param why for the report
 */
public record NotTaken(String definition, Path path, String why) {

}
