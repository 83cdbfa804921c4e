package dev.longhaul.watch;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Says of each problem once that it is there, and once that it is over.
 */
final class FolderProblems {

	private final Set<String> said = new HashSet<>();

	private final Consumer<String> warning;

	FolderProblems(Consumer<String> warning) {
		this.warning = warning;
	}

	/** All problems that there are now; returns those that are new. */
	synchronized List<String> now(Set<String> problems) {
		List<String> fresh = problems.stream().filter((problem) -> !this.said.contains(problem)).toList();
		fresh.forEach(this.warning);
		this.said.stream()
			.filter((problem) -> !problems.contains(problem))
			.forEach((problem) -> this.warning.accept("over: " + withoutAdvice(problem)));
		this.said.clear();
		this.said.addAll(problems);
		return fresh;
	}

	/** How many there were at the last look. */
	synchronized int count() {
		return this.said.size();
	}

	/** What to do follows what is wrong behind a semicolon, and was done. */
	private static String withoutAdvice(String problem) {
		int end = problem.indexOf("; ");
		return (end >= 0) ? problem.substring(0, end) : problem;
	}

}
