package dev.longhaul.checkpoint;

import java.util.List;
import java.util.stream.Collectors;

import dev.longhaul.checksum.Checksum;
import dev.longhaul.part.PartPlan;
import dev.longhaul.store.UploadedPart;

/**
 * How parts stand in the job repository: a line for each, {@code number etag} and, where
 * the ETag is not the checksum, {@code checksum}. A restart of an older run reads it, so
 * it only ever grows by further words at the end of a line.
 */
public final class PartsFormat {

	private PartsFormat() {
	}

	public static String write(List<UploadedPart> parts) {
		return parts.stream().map(PartsFormat::line).collect(Collectors.joining("\n"));
	}

	private static String line(UploadedPart part) {
		String line = part.number() + " " + part.etag();
		return (part.checksum() != null) ? line + " " + part.checksum() : line;
	}

	/** The sizes are the plan's: a part is checkpointed only when it was sent whole. */
	public static Checkpoint read(String text, PartPlan plan) {
		return Checkpoint.of(text.lines().map((line) -> {
			String[] words = line.split(" ", -1);
			int number = Integer.parseInt(words[0]);
			return new UploadedPart(number, plan.part(number).length(), words[1],
					(words.length > 2) ? Checksum.parse(words[2]) : null);
		}).toList());
	}

}
