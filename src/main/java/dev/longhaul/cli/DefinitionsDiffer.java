package dev.longhaul.cli;

import java.util.List;

/**
 * The owner of the home works by other settings under the same names: taken over, they
 * would change what happens to its uploads under way.
 */
final class DefinitionsDiffer extends RuntimeException {

	DefinitionsDiffer(List<String> names) {
		super(("the process that holds the home works by other settings of %s; if they were just changed, a watch of "
				+ "them takes them within seconds, a run when it has ended: run again, else say the same folder by --jobs")
			.formatted(String.join(", ", names)));
	}

}
