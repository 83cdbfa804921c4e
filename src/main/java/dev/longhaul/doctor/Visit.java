package dev.longhaul.doctor;

import java.util.List;
import java.util.function.Supplier;

import dev.longhaul.definition.JobDefinitions;
import dev.longhaul.repository.RepositoryReader;
import dev.longhaul.repository.home.Home;

/**
 * What is to be examined.
 *
 * @param reader of the repository, wherever the settings say that it is
 * @param names of definitions; empty for all that are enabled
 * @param offline not to ask the stores
 */
public record Visit(Home home, Supplier<RepositoryReader> reader, JobDefinitions definitions, List<String> names,
		boolean offline) {

}
