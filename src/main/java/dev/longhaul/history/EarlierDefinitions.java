package dev.longhaul.history;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.longhaul.job.Pages;
import dev.longhaul.job.UploadIdentity;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Definitions that delivered files which others are to send now: one that is renamed is
 * another one, and does not know what it delivered.
 */
public record EarlierDefinitions(JdbcClient jdbc) {

	private static final String OF_FILES = """
			select DEFINITION, JOB_KEY, FILE, DESTINATION, OBJECT_KEY from DELIVERED_FILE where FILE in (:files)""";

	/**
	 * How many of the candidates that were not delivered by their own definition each
	 * other one has delivered, in this version and under this key.
	 */
	public Map<String, Integer> of(Collection<Candidate> candidates) {
		List<Candidate> unknown = candidates.stream()
			.filter((candidate) -> candidate.delivered() == null && candidate.mayBegin())
			.toList();
		Map<String, Integer> files = new TreeMap<>();
		Pages.of(unknown).forEach((some) -> count(some, files));
		return files;
	}

	private void count(List<Candidate> some, Map<String, Integer> files) {
		Map<String, List<Candidate>> byFile = some.stream()
			.collect(Collectors.groupingBy((candidate) -> candidate.identity().path()));
		this.jdbc.sql(OF_FILES).param("files", byFile.keySet()).query((row) -> {
			Delivery delivery = new Delivery(row.getString("DEFINITION"), row.getString("JOB_KEY"),
					row.getString("DESTINATION"), row.getString("OBJECT_KEY"));
			if (byFile.getOrDefault(row.getString("FILE"), List.of()).stream().anyMatch(delivery::isOf)) {
				files.merge(delivery.definition(), 1, Integer::sum);
			}
		});
	}

	/** One by whichever definition. */
	private record Delivery(String definition, String instance, String destination, @Nullable String key) {

		boolean isOf(Candidate candidate) {
			UploadIdentity own = candidate.identity();
			return !own.definition().equals(this.definition) && own.destination().equals(this.destination)
					&& candidate.key().equals(this.key) && own.by(this.definition).instanceKey(1).equals(this.instance);
		}

	}

}
