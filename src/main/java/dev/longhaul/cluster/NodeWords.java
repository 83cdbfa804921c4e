package dev.longhaul.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a worker says of what it cannot send, as it is in the repository.
 *
 * @param text a sentence a line, as many as there is room for
 * @param uploads that of each sentence; a line that counts the rest is of none
 */
record NodeWords(String text, List<Long> uploads) {

	/** Of one that can send all. */
	static final NodeWords NONE = new NodeWords("", List.of());

	/** Of the column, in characters. */
	private static final int LONGEST = 2000;

	/** Without the line that counts the rest. */
	private static final int ROOM = LONGEST - "\nand 2147483647 more".length();

	/**
	 * Of ranges that it cannot send.
	 * @param ranges the most important first
	 */
	static NodeWords of(List<RangeEvent> ranges) {
		Map<String, Long> sentences = new LinkedHashMap<>();
		ranges.forEach((range) -> sentences.put(line(range.trouble()), range.upload()));
		StringBuilder text = new StringBuilder();
		List<Long> told = new ArrayList<>();
		for (Map.Entry<String, Long> sentence : sentences.entrySet()) {
			String line = sentence.getKey();
			if (!told.isEmpty() && text.length() + 1 + line.length() > ROOM) {
				text.append("\nand %d more".formatted(sentences.size() - told.size()));
				break;
			}
			text.append(told.isEmpty() ? "" : "\n").append(line, 0, Math.min(line.length(), ROOM));
			told.add(sentence.getValue());
		}
		return new NodeWords(text.toString(), told);
	}

	/** File names may hold anything. */
	private static String line(String text) {
		return text.replaceAll("\\R", "?");
	}

}
