package dev.longhaul.console;

import java.io.PrintStream;
import java.util.stream.Collectors;

import dev.longhaul.report.NodeView;

/**
 * A process of the cluster in words.
 */
final class NodeText {

	private final PrintStream out;

	NodeText(PrintStream out) {
		this.out = out;
	}

	void line(NodeView node) {
		String uploads = node.uploads().stream().map(String::valueOf).collect(Collectors.joining(", "));
		this.out.println("%s  %s  %s, process %d  longhaul %s  since %s%s%s%s".formatted(node.name(), node.role(),
				node.host(), node.process(), node.version(), Amounts.moment(node.started()),
				(node.slots() > 0) ? ", " + Amounts.count(node.slots(), "range") + " at once" : "",
				uploads.isEmpty() ? "" : (node.alive() ? ", at upload " : ", was at upload ") + uploads,
				node.alive() ? ""
						: ", gone since %s (%s)".formatted(Amounts.moment(node.heard()), Amounts.time(node.silent()))));
		String words = node.alive() ? "   " : "   its last words: ";
		node.doing().lines().forEach((line) -> this.out.println(words + Amounts.printable(line)));
	}

}
