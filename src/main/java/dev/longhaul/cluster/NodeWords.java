package dev.longhaul.cluster;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a node says of what it cannot do.
 *
 * @param sentences the most important first
 */
record NodeWords(String node, List<String> sentences) {

	/** Of the column, in characters. */
	private static final int LONGEST = 2000;

	/** Without the line that counts the rest. */
	private static final int ROOM = LONGEST - "\nand 2147483647 more".length();

	/**
	 * Sentences as they are in the repository: one a line, as many as there is room for.
	 */
	static String text(List<String> sentences) {
		StringBuilder text = new StringBuilder();
		int told = 0;
		for (String sentence : sentences) {
			String line = line(sentence);
			if (told > 0 && text.length() + 1 + line.length() > ROOM) {
				return text.append("\nand %d more".formatted(sentences.size() - told)).toString();
			}
			text.append((told > 0) ? "\n" : "").append(line, 0, Math.min(line.length(), ROOM));
			told++;
		}
		return text.toString();
	}

	/** From the repository. */
	static NodeWords read(String node, String text) {
		return new NodeWords(node, text.lines().toList());
	}

	/** Those of them that are of this file. */
	NodeWords of(String file) {
		String named = " of %s ".formatted(line(file));
		return new NodeWords(this.node,
				this.sentences.stream().filter((sentence) -> sentence.contains(named)).toList());
	}

	/** File names may hold anything. */
	private static String line(String text) {
		return text.replaceAll("\\R", "?");
	}

	/** In one line, for people who do not see which node it is. */
	@Override
	public String toString() {
		return this.sentences.stream().map((sentence) -> this.node + ": " + sentence).collect(Collectors.joining("; "));
	}

}
