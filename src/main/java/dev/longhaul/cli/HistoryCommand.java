package dev.longhaul.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.longhaul.console.HistoryDisplay;
import dev.longhaul.report.PrunedDeliveries;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/**
 * Shows what became of the uploads of the last days, also while a run is in progress.
 */
@Command(name = "history", mixinStandardHelpOptions = true,
		description = "Shows what became of the uploads of the last days, in the order in which they were begun.")
final class HistoryCommand implements Callable<Integer> {

	/** Some 20 MB of heap; each time an embedded database is opened anew. */
	private static final int AT_ONCE = 10_000;

	@ParentCommand
	private LonghaulCommand longhaul;

	@Option(names = "--since", paramLabel = "DURATION", converter = DurationConverter.class, defaultValue = "7d",
			description = "How far back, such as 12h or 30d (default: ${DEFAULT-VALUE}).")
	private Duration since = Duration.ofDays(7);

	@Option(names = "--definition", paramLabel = "NAME", description = "Only the uploads of this definition.")
	private @Nullable String definition;

	@Option(names = "--json", description = "One JSON object a line on stdout.")
	private boolean json;

	@Override
	public Integer call() {
		this.longhaul.noticeOfPassedOver();
		HistoryDisplay display = this.longhaul.console().history(this.json);
		Set<String> others = new LinkedHashSet<>();
		Instant since = this.longhaul.clock().instant().minus(this.since);
		boolean isThere = new HistoryReading(this.longhaul.reader(), this.longhaul.clock(), AT_ONCE).each(since,
				(lines) -> lines.prunedSince(since, this.definition).ifPresent(this::notice), (upload) -> {
					if (this.definition == null || upload.definition().equals(this.definition)) {
						display.upload(upload);
					}
					else {
						others.add(upload.definition());
					}
				});
		if (!isThere) {
			this.longhaul.console().noRepository(this.longhaul.reader().place());
			return ExitCode.DELIVERED;
		}
		if (display.isEmpty() && !others.isEmpty()) {
			this.longhaul.console()
				.notice("no upload of '%s' in this time; there are those of %s".formatted(this.definition,
						String.join(", ", others)));
		}
		display.end();
		return ExitCode.DELIVERED;
	}

	private void notice(PrunedDeliveries pruned) {
		this.longhaul.console()
			.notice("of this time at least %d %s pruned, the last one of %s".formatted(pruned.files(),
					(pruned.files() == 1) ? "delivery was" : "deliveries were",
					pruned.last().truncatedTo(ChronoUnit.SECONDS)));
	}

}
