package dev.longhaul.job;

import java.time.Clock;
import java.util.Optional;

import dev.longhaul.store.BucketMissing;
import dev.longhaul.store.CreatedUpload;
import dev.longhaul.store.StoreException;
import dev.longhaul.upload.AbortUnfinished;
import dev.longhaul.upload.CreationWindow;
import dev.longhaul.upload.StoreSearch.FoundUpload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.step.StepContribution;

/**
 * Begins a multipart upload in two commits: the intent, then the id. What a kill leaves
 * between the request and its commit is recognised by the intent: it is taken up if it
 * holds parts of the file, else aborted.
 */
record UploadBeginning(ContextStore contexts, StopSwitch stop, Clock clock) {

	private static final Logger log = LoggerFactory.getLogger(UploadBeginning.class);

	/** Looks after what an earlier intent came to, and commits a new one. */
	void intend(CurrentUpload upload, StepContribution contribution) {
		UploadContext context = upload.context();
		upload.source().seeFile();
		Optional<FoundUpload> found = inStore(upload);
		if (found.isPresent()) {
			context.creation().upload(found.get().upload());
			context.takenOver();
			// it may be a stranger's, with ours, still without a part, beside it
			context.creation().twinUntil(this.clock.instant());
		}
		else if (abortTwins(upload)) {
			context.creation().intent(this.clock.instant());
		}
		else {
			context.creation().twinUntil(this.clock.instant());
		}
		upload.object().beginLock(this.clock.instant());
		this.contexts.save(contribution);
	}

	/**
	 * Creates the upload; its id is committed before anything else is asked.
	 * @return whether a lost answer may have left a twin to look for
	 */
	boolean create(CurrentUpload upload, StepContribution contribution) {
		UploadContext context = upload.context();
		CreatedUpload created = created(upload);
		context.creation().encryption(upload.object().encryption());
		context.creation().created(created);
		if (created.perhapsTwice()) {
			context.creation().twinUntil(this.clock.instant());
		}
		this.contexts.save(contribution);
		return context.creation().twinUntil().isPresent();
	}

	/**
	 * Where there is no bucket nothing was begun, and nothing is left to look for, unless
	 * an earlier request may have been carried out: an unmounted disk shows no bucket
	 * either.
	 */
	private static CreatedUpload created(CurrentUpload upload) {
		try {
			upload.requireClaims().run();
			return upload.store().create(upload.object().spec());
		}
		catch (BucketMissing ex) {
			CreationEntries creation = upload.context().creation();
			if (!ex.isAfterLoss() && creation.twinUntil().isEmpty()) {
				creation.noIntent();
			}
			throw ex;
		}
	}

	/**
	 * Aborts the twin of the upload that a lost answer may have left, if one did. Who
	 * takes the upload up saves that.
	 */
	void abortTwin(CurrentUpload upload) {
		if (upload.context().creation().twinUntil().isPresent() && abortTwins(upload)) {
			upload.context().creation().noTwin();
		}
	}

	/** A kill leaves none with parts; a repository whose last commits are lost does. */
	private Optional<FoundUpload> inStore(CurrentUpload upload) {
		try {
			return upload.context()
				.creation()
				.intent()
				.map(CreationWindow::after)
				.flatMap((window) -> upload.search().upload(upload.key(), upload.source().now(), window::holds))
				.filter((found) -> found.plan().partSize() == upload.plan().partSize());
		}
		catch (StoreException ex) {
			throwIfStopped(ex);
			return Optional.empty(); // said when a twin is looked for
		}
	}

	/**
	 * Housekeeping: that it is not allowed must not keep the file from being delivered.
	 */
	private boolean abortTwins(CurrentUpload upload) {
		try {
			upload.object().abortTwins();
			return true;
		}
		catch (StoreException | AbortUnfinished ex) {
			throwIfStopped(ex);
			log.warn("cannot look for a lost upload of {}: {}", upload.key(), ex.getMessage());
			return upload.context().creation().intent().isEmpty();
		}
	}

	private void throwIfStopped(RuntimeException ex) {
		if (this.stop.isBehind(ex)) {
			throw ex;
		}
	}

}
