package dev.longhaul.report;

import java.util.List;
import java.util.function.Predicate;

/**
 * What a look at the folder of definitions tells of the next run.
 *
 * @param folder which one
 * @param has whether it has a definition of this name, be it disabled or wrong
 * @param problems for which a run of all of them begins nothing
 */
public record DefinitionsSeen(String folder, Predicate<String> has, List<String> problems) {

}
