package dev.longhaul.verify;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is proved of a delivery.
 *
 * @param file that was compared; null where none was
 * @param notes what else is to be known, such as that a newer version is the current one
 */
public record Verdict(Delivery delivery, Finding finding, @Nullable Path file, List<String> notes) {

	public Verdict {
		notes = List.copyOf(notes);
	}

	static Verdict without(Delivery delivery, Finding finding) {
		return new Verdict(delivery, finding, null, List.of());
	}

	public Finding.Result result() {
		return this.finding.result();
	}

}
