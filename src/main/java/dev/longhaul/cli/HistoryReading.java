package dev.longhaul.cli;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.longhaul.report.DeliveryLines;
import dev.longhaul.report.UploadReports;
import dev.longhaul.report.UploadView;
import dev.longhaul.repository.RepositoryReader;

/**
 * Reads the history, some uploads at a time: the heap has no room for a million of them.
 * The repository is let go of in between, for whoever reads the lines, as in a pager, may
 * take his time.
 *
 * @param atOnce how many uploads
 */
public record HistoryReading(RepositoryReader reader, Clock clock, int atOnce) {

	/**
	 * Reads the uploads that were at work since then, the oldest first.
	 * @param pruned asks first for what is left of those that are not there any more
	 * @return whether there is a repository
	 */
	public boolean each(Instant since, Consumer<DeliveryLines> pruned, Consumer<UploadView> to) {
		long last = 0;
		while (true) {
			long after = last;
			Optional<List<UploadView>> read = this.reader.read((jdbc, claimed) -> {
				UploadReports reports = new UploadReports(jdbc, claimed, this.clock);
				if (after == 0) {
					pruned.accept(reports.pruned());
				}
				return reports.since(since, after, this.atOnce);
			});
			List<UploadView> uploads = read.orElse(List.of());
			uploads.forEach(to);
			if (uploads.size() < this.atOnce) {
				return read.isPresent();
			}
			last = uploads.get(uploads.size() - 1).upload();
		}
	}

}
