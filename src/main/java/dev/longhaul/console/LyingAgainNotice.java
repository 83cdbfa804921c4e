package dev.longhaul.console;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.longhaul.history.Candidate;

/**
 * Tells of delivered files that lie in a folder out of which delivered files are taken.
 * By size and time nobody can know whether one was dropped anew, with other bytes.
 */
public record LyingAgainNotice(Console console) {

	/**
	 * Tells of those of each definition by one line.
	 * @param takenAway whether it lies where its definition takes away what it has
	 * delivered
	 */
	public void tell(Collection<Candidate> candidates, Predicate<Candidate> takenAway) {
		Map<String, List<Path>> lying = candidates.stream()
			.filter((candidate) -> candidate.delivered() != null)
			.filter(takenAway)
			.collect(Collectors.groupingBy((candidate) -> candidate.identity().definition(), LinkedHashMap::new,
					Collectors.mapping((candidate) -> candidate.identity().file(), Collectors.toList())));
		lying.forEach((definition, files) -> this.console.notice(
				("%s: %s %s for delivered by size and time, %s in the folder and %s neither sent nor taken away: %s. "
						+ "What was dropped anew is sent by 'longhaul run --again --file FILE'")
					.formatted(Amounts.printable(definition), Amounts.count(files.size(), "file"),
							(files.size() == 1) ? "passes" : "pass", (files.size() == 1) ? "lies" : "lie",
							(files.size() == 1) ? "is" : "are",
							SummaryText.named(files.stream().map(Path::toString).toList()))));
	}

}
