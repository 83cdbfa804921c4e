package dev.longhaul.job;

import java.nio.file.Path;
import java.util.Optional;

import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * The entries of an execution context that say how a delivered file is taken out of its
 * folder, and what became of it.
 */
public record RemovalEntries(ExecutionContext context) {

	private static final String TOKEN = "removal";

	private static final String MOVE_TO = "move-to";

	private static final String OUTCOME = "afterwards";

	private static final String TOLD_BY = "told-by";

	/** By which the file is named while it is taken out of its folder. */
	Optional<String> token() {
		return text(TOKEN).or(() -> text(UploadContext.MARKER).filter((marker) -> !marker.isEmpty()));
	}

	void token(String token) {
		this.context.putString(TOKEN, token);
	}

	/** The name that is held for the file where it is moved to. */
	Optional<Path> moveTo() {
		return movedTo().map(Path::of);
	}

	/** The same as text: not every process's locale can read the name. */
	public Optional<String> movedTo() {
		return text(MOVE_TO);
	}

	void moveTo(Path reserved) {
		this.context.putString(MOVE_TO, reserved.toString());
	}

	/** What became of the file after its delivery; empty where it was kept. */
	public Optional<String> outcome() {
		return text(OUTCOME);
	}

	void outcome(String what) {
		this.context.putString(OUTCOME, what);
	}

	/**
	 * Whether the delivery was told of before this execution, when the file was to wait.
	 * @param execution its number
	 */
	public boolean isToldBefore(long execution) {
		return this.context.containsKey(TOLD_BY) && this.context.getLong(TOLD_BY) != execution;
	}

	/** Notes that this execution ends with a delivered file that waits. */
	void told(long execution) {
		if (!this.context.containsKey(TOLD_BY)) {
			this.context.putLong(TOLD_BY, execution);
		}
	}

	private Optional<String> text(String name) {
		return UploadContext.text(this.context, name);
	}

}
