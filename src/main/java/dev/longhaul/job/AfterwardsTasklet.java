package dev.longhaul.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import dev.longhaul.definition.KeyTemplate;
import dev.longhaul.definition.UnusableKey;
import dev.longhaul.source.SourceKept;
import dev.longhaul.source.SourceRemoval;
import dev.longhaul.upload.Proof;
import dev.longhaul.upload.Receipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Keeps, deletes or moves the file, now that its delivery is proved, if it is still the
 * one that was delivered.
 */
final class AfterwardsTasklet implements Tasklet {

	private static final Logger log = LoggerFactory.getLogger(AfterwardsTasklet.class);

	private final CurrentUploads uploads;

	private final ContextStore contexts;

	private final FileSharers sharers;

	private final StopSwitch stop;

	private final Clock clock;

	AfterwardsTasklet(CurrentUploads uploads, ContextStore contexts, FileSharers sharers, StopSwitch stop,
			Clock clock) {
		this.uploads = uploads;
		this.contexts = contexts;
		this.sharers = sharers;
		this.stop = stop;
		this.clock = clock;
	}

	@Override
	public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) throws JobInterruptedException {
		CurrentUpload upload = this.uploads.of(contribution.getStepExecution());
		boolean ended = UploadIdentity.end(contribution.getStepExecution().getJobExecution().getJobParameters())
			.isPresent();
		if (upload.context().removal().token().isEmpty()) {
			// one that was taken over from the store may have no marker to be named by
			upload.context().removal().token(UUID.randomUUID().toString());
			this.contexts.save(contribution);
			return RepeatStatus.CONTINUABLE;
		}
		SourceRemoval removal = new SourceRemoval(upload.file(), upload.context().removal().token().orElseThrow());
		Path root = upload.definition().source().root();
		if (upload.definition().onSuccess().keeps() || ended) {
			leave(upload, removal);
		}
		else if (!upload.identity().file().startsWith(root) || (removal.isThere() && !lies(upload))) {
			leave(upload, removal);
			upload.context()
				.removal()
				.outcome((removal.isThere() ? "left where it is: it lies" : "gone by itself: it lay") + " outside of "
						+ root);
		}
		else if (isUnproved(upload) && removal.isDeliveredThere()) {
			leave(upload, removal);
			throw SourceKept.unproved(upload.identity().file());
		}
		else {
			requireNobodyWaits(upload, removal);
			if (removal.isDeliveredThere() && isProvedBefore(upload, contribution)) {
				requireObject(upload, removal);
			}
			if (takeAway(upload, removal, contribution).isContinuable()) {
				return RepeatStatus.CONTINUABLE;
			}
		}
		upload.context().clearFailure();
		this.contexts.save(contribution);
		return RepeatStatus.FINISHED;
	}

	/**
	 * Gives the file its name again, should an earlier run have been about to take it
	 * away, and gives up the name that was held for it.
	 */
	private static void leave(CurrentUpload upload, SourceRemoval removal) {
		removal.putBack();
		if (removal.isThere()) {
			release(upload, removal);
		}
	}

	/** Gives up the name that was held for the file; one that it has by now stays its. */
	private static void release(CurrentUpload upload, SourceRemoval removal) {
		upload.context().removal().moveTo().ifPresent((held) -> {
			try {
				removal.release(held);
			}
			catch (IOException ex) {
				log.warn("{} only held a name and is of no use; delete it ({})", held, ex.getMessage());
			}
		});
	}

	/**
	 * Whether an earlier run proved the delivery: much may have become of the object
	 * since.
	 */
	private static boolean isProvedBefore(CurrentUpload upload, StepContribution contribution) {
		LocalDateTime begun = contribution.getStepExecution().getJobExecution().getStartTime();
		Instant proved = upload.context().receipt().orElseThrow().delivered();
		return begun == null || proved.isBefore(begun.toInstant(ZoneOffset.UTC));
	}

	/** What one definition takes away no other can send any more. */
	private void requireNobodyWaits(CurrentUpload upload, SourceRemoval removal) {
		if (removal.isDeliveredThere()) {
			this.sharers.reasonToStay(upload.identity()).ifPresent((why) -> {
				leave(upload, removal);
				throw new FileAwaited(upload.identity().file(), why);
			});
		}
	}

	/** The file may be the last copy by now. */
	private void requireObject(CurrentUpload upload, SourceRemoval removal) throws JobInterruptedException {
		Receipt receipt = upload.context().receipt().orElseThrow();
		try {
			this.stop.unlessStopped(() -> upload.finisher().prove(receipt));
		}
		catch (RuntimeException ex) {
			leave(upload, removal);
			throw ex;
		}
	}

	/** Whether the object may have other bytes than the file. */
	private static boolean isUnproved(CurrentUpload upload) {
		return upload.context().receipt().filter((receipt) -> Proof.SIZE.label().equals(receipt.proof())).isPresent();
	}

	private RepeatStatus takeAway(CurrentUpload upload, SourceRemoval removal, StepContribution contribution)
			throws JobInterruptedException {
		Optional<Path> target = target(upload);
		switch (removal.takeAside()) {
			case ASIDE -> {
				removeMarker(upload);
				return remove(upload, removal, target, contribution);
			}
			case CHANGED -> end(upload, removal, "left where it is: it is not the file any more that was delivered");
			case GONE -> {
				end(upload, removal, target.isEmpty() ? "deleted" : "gone from its folder");
				removeMarker(upload);
			}
		}
		return RepeatStatus.FINISHED;
	}

	/**
	 * Notes what became of a file that is not there to be taken away: perhaps a kill came
	 * right after the move, and another version has its name by now.
	 */
	private static void end(CurrentUpload upload, SourceRemoval removal, String otherwise) {
		Optional<Path> moved = upload.context().removal().moveTo().filter(removal::isMovedTo);
		release(upload, removal);
		upload.context().removal().outcome(moved.map((to) -> "moved to " + to).orElse(otherwise));
	}

	private RepeatStatus remove(CurrentUpload upload, SourceRemoval removal, Optional<Path> target,
			StepContribution contribution) throws JobInterruptedException {
		try {
			if (target.isPresent()) {
				return move(upload, removal, target.get(), contribution);
			}
			removal.delete();
			upload.context().removal().outcome("deleted");
			return RepeatStatus.FINISHED;
		}
		catch (RuntimeException ex) {
			removal.putBack();
			// who reads the archive would take what holds the name for the file
			release(upload, removal);
			throw ex;
		}
	}

	/**
	 * The name is held, then committed, then taken: after a kill that goes on to the same
	 * one, and what has a committed name that is not held any more was moved there.
	 */
	private RepeatStatus move(CurrentUpload upload, SourceRemoval removal, Path wanted, StepContribution contribution)
			throws JobInterruptedException {
		UploadContext context = upload.context();
		Path name = context.removal().moveTo().orElse(null);
		if (name != null && removal.isMovedTo(name)) {
			removal.delete(); // killed between a copy and the end of the original
			context.removal().outcome("moved to " + name);
			return RepeatStatus.FINISHED;
		}
		if (name == null || !removal.holds(name)) {
			context.removal().moveTo(removal.hold(wanted));
			this.contexts.save(contribution);
			return RepeatStatus.CONTINUABLE;
		}
		if (upload.definition().onSuccess().receipt()) {
			removal.leave(Receipt.beside(name), context.receipt().orElseThrow().json() + "\n");
		}
		if (!removal.moveTo(name, () -> !this.stop.isStopping())) {
			this.stop.requireRunning();
		}
		context.removal().outcome("moved to " + name);
		return RepeatStatus.FINISHED;
	}

	/** Where the file is moved to; nothing if it is deleted. */
	private Optional<Path> target(CurrentUpload upload) {
		Path root = upload.definition().source().root();
		Path file = upload.identity().file();
		try {
			return upload.definition()
				.onSuccess()
				.target(new KeyTemplate.Subject(root.relativize(file), upload.identity().modified(),
						upload.definition().name(), this.clock));
		}
		catch (UnusableKey ex) {
			throw new SourceKept(file, String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * It has said what it had to say, and would be taken for a marker of nothing. One
	 * that is newer than the delivery belongs to the next version.
	 */
	private static void removeMarker(CurrentUpload upload) {
		Path file = upload.identity().file();
		Instant delivered = upload.context().receipt().orElseThrow().delivered();
		upload.definition().source().marker().map((name) -> name.of(file)).ifPresent((marker) -> {
			try {
				if (!Files.exists(file) && Files.exists(marker)
						&& !Files.getLastModifiedTime(marker).toInstant().isAfter(delivered)) {
					Files.delete(marker);
				}
			}
			catch (IOException ex) {
				log.warn("the marker {} cannot be deleted: {}", marker, ex.getMessage());
			}
		});
	}

	/**
	 * Whether the file lies in the definition's folder, not behind a symbolic link:
	 * others are not ours to take away.
	 */
	private static boolean lies(CurrentUpload upload) {
		Path root = upload.definition().source().root();
		Path folder = upload.identity().file().getParent();
		try {
			return folder != null && folder.startsWith(root)
					&& folder.toRealPath().equals(root.toRealPath().resolve(root.relativize(folder)))
					&& !Files.isSymbolicLink(upload.identity().file());
		}
		catch (IOException ex) {
			throw SourceKept.because(upload.identity().file(), ex);
		}
	}

}
