package dev.longhaul.console;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.longhaul.history.OutcomeFields;
import dev.longhaul.report.FolderHealth;
import dev.longhaul.report.FolderHealth.Failure;
import dev.longhaul.report.WatchHealth;

/**
 * How the folders of a watch stand, for who asks for the status.
 */
final class WatchText {

	private final PrintStream out;

	private final Instant now;

	WatchText(PrintStream out, Instant now) {
		this.out = out;
		this.now = now;
	}

	void lines(WatchHealth watch) {
		watch.folders().forEach((folder) -> lines(watch, folder));
	}

	private void lines(WatchHealth watch, FolderHealth folder) {
		this.out.println("watch  %s  %s  %d under way, %d failed, %d to be tried again%s%s".formatted(
				Amounts.printable(folder.definition()), look(folder), folder.underWay(), folder.failed(),
				folder.toTryAgain(), (folder.problems() > 0) ? ", " + Amounts.count(folder.problems(), "problem") : "",
				watch.isSilentAt(this.now)
						? "; it has told nothing for %s: its process was killed or hangs".formatted(ago(watch.at()))
						: ""));
		Failure failure = folder.lastFailure();
		if (failure != null && (folder.failed() > 0 || folder.problems() > 0)) {
			String sentence = (failure.file() != null) ? RunText.sentence(failure.file(), failure.message())
					: Amounts.printable(failure.message());
			this.out.println("   last failure, %s ago: %s".formatted(ago(failure.at()), sentence));
		}
	}

	private String look(FolderHealth folder) {
		if (folder.lastLook() != null) {
			return "looked %s ago".formatted(ago(folder.lastLook()));
		}
		return "has not looked yet";
	}

	private String ago(Instant then) {
		return Amounts.time(Duration.between(then, this.now));
	}

	void json(WatchHealth watch) {
		watch.folders().forEach((folder) -> {
			Map<String, Object> line = OutcomeFields.event("watch");
			line.put("at", watch.at());
			line.put("silent", watch.isSilentAt(this.now));
			line.put("definition", folder.definition());
			line.put("lastLook", folder.lastLook());
			line.put("took", folder.took());
			line.put("lookingSince", folder.lookingSince());
			line.put("underWay", folder.underWay());
			line.put("toTryAgain", folder.toTryAgain());
			line.put("failed", folder.failed());
			line.put("problems", folder.problems());
			line.put("lastFailure", folder.lastFailure());
			new JsonLines(this.out).print(line);
		});
	}

}
