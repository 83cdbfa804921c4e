package dev.longhaul.doctor;

import java.util.List;

import dev.longhaul.definition.JobDefinitions;
import dev.longhaul.repository.Home;
import dev.longhaul.repository.RepositoryReader;

/**
 * What is to be examined.
 *
 * @param names of definitions; empty for all that are enabled
 * @param offline not to ask the stores
 */
public record Visit(Home home, RepositoryReader reader, JobDefinitions definitions, List<String> names,
		boolean offline) {

}
