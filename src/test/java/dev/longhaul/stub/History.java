package dev.longhaul.stub;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What took effect in the store, in order: the parts stored and the uploads completed.
 */
final class History {

	private final List<PartSend> sends = new ArrayList<>();

	private final List<Upload.Name> completions = new ArrayList<>();

	synchronized void stored(PartSend send) {
		this.sends.add(send);
	}

	synchronized void completed(Upload.Name upload) {
		this.completions.add(upload);
	}

	synchronized SortedMap<Integer, List<PartSend>> sends(String key) {
		SortedMap<Integer, List<PartSend>> byPart = new TreeMap<>();
		for (PartSend send : this.sends) {
			if (send.key().equals(key)) {
				byPart.computeIfAbsent(send.partNumber(), (number) -> new ArrayList<>()).add(send);
			}
		}
		return byPart;
	}

	synchronized int completions(String key) {
		return (int) this.completions.stream().filter((upload) -> upload.key().equals(key)).count();
	}

}
