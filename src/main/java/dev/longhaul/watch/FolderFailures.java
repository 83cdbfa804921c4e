package dev.longhaul.watch;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.report.FolderHealth.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Which files of one folder failed when they were tried last, for who asks how it stands.
 * Told by any thread.
 */
final class FolderFailures {

	/** Each with whether it is tried again, whatever looks find. */
	private final Map<Path, Boolean> files = new HashMap<>();

	private final Clock clock;

	private @Nullable Failure last;

	FolderFailures(Clock clock) {
		this.clock = clock;
	}

	/** Notes what became of a file; one that was stopped is as it was. */
	synchronized void ended(UploadOutcome outcome, boolean triedAgain) {
		if (outcome.result() == Result.FAILED) {
			this.files.put(outcome.file(), triedAgain);
			this.last = new Failure(this.clock.instant(), outcome.file().toString(), outcome.message());
		}
		else if (outcome.result() != Result.STOPPED) {
			this.files.remove(outcome.file());
		}
	}

	/** Notes a problem of the folder, or of files that are not even tried. */
	synchronized void problem(String message) {
		this.last = new Failure(this.clock.instant(), null, message);
	}

	/**
	 * A look found only these: what is gone and not tried again has not failed any more.
	 */
	synchronized void keep(Set<Path> there) {
		this.files.entrySet().removeIf((file) -> !file.getValue() && !there.contains(file.getKey()));
	}

	synchronized int count() {
		return this.files.size();
	}

	/** The last one since the watch began. */
	synchronized @Nullable Failure last() {
		return this.last;
	}

}
