package dev.longhaul.definition;

import java.util.List;

/**
 * The owner of the home has other settings for definitions of the same names: to take
 * over the command's would change what happens to its uploads under way.
 */
public final class DefinitionsDiffer extends RuntimeException {

	DefinitionsDiffer(List<String> names) {
		super(("the process that holds the home has other settings of %s; if they were just changed, a watch takes the "
				+ "new ones within seconds, and a run has to end first: run again; else name the same folder with --jobs")
			.formatted(String.join(", ", names)));
	}

}
