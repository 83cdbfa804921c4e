package dev.longhaul.report;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import dev.longhaul.definition.JobDefinitions;
import dev.longhaul.definition.Misconfigured;
import dev.longhaul.source.Inquiry;

/**
 * What a look at the folder of definitions tells of the next run, as far as it has the
 * environment and the rights of whoever looks.
 *
 * @param folder which one
 * @param has whether it has a definition of this name, be it disabled or wrong
 * @param problems for which a run of all of them begins nothing
 */
public record DefinitionsSeen(String folder, Predicate<String> has, List<String> problems) {

	/** They name files on mounts, one of which may hang. */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	/**
	 * Looks at them. Of a folder that cannot be read it is not known what it has; of one
	 * that does not answer nothing is.
	 * @param folder where they are
	 */
	public static DefinitionsSeen of(JobDefinitions definitions, String folder) {
		Inquiry<DefinitionsSeen> look = Inquiry.begin("definitions", (sign) -> look(definitions, folder));
		if (look.isAnsweredWithin(PATIENCE, () -> {
		})) {
			return look.answer();
		}
		look.giveUp();
		return new DefinitionsSeen(folder, (name) -> true, List.of());
	}

	private static DefinitionsSeen look(JobDefinitions definitions, String folder) {
		try {
			Set<String> names = definitions.names();
			return new DefinitionsSeen(folder, names::contains, problems(definitions));
		}
		catch (Misconfigured ex) {
			return new DefinitionsSeen(folder, (name) -> true, ex.problems());
		}
	}

	private static List<String> problems(JobDefinitions definitions) {
		try {
			return definitions.requireAny()
				.examine(List.of())
				.stream()
				.flatMap((reading) -> reading.problems().stream())
				.toList();
		}
		catch (Misconfigured ex) {
			return ex.problems();
		}
	}

}
