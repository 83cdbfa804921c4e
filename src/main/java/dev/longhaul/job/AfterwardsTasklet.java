package dev.longhaul.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

import dev.longhaul.definition.KeyTemplate;
import dev.longhaul.definition.OnSuccess;
import dev.longhaul.source.FreeName;
import dev.longhaul.source.SourceKept;
import dev.longhaul.source.SourceRemoval;
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

	private final CurrentUploads uploads;

	private final ContextStore contexts;

	private final StopSwitch stop;

	private final Clock clock;

	AfterwardsTasklet(CurrentUploads uploads, ContextStore contexts, StopSwitch stop, Clock clock) {
		this.uploads = uploads;
		this.contexts = contexts;
		this.stop = stop;
		this.clock = clock;
	}

	@Override
	public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) throws JobInterruptedException {
		CurrentUpload upload = this.uploads.of(contribution.getStepExecution());
		boolean ended = UploadIdentity.end(contribution.getStepExecution().getJobExecution().getJobParameters())
			.isPresent();
		SourceRemoval removal = new SourceRemoval(upload.file(), upload.context().marker());
		if (upload.definition().onSuccess().keeps() || ended) {
			removal.putBack();
		}
		else if (!lies(upload)) {
			upload.context().afterwards("left where it is: it lies outside of " + upload.definition().source().root());
		}
		else {
			takeAway(upload, removal, contribution);
		}
		upload.context().clearFailure();
		this.contexts.save(contribution);
		return RepeatStatus.FINISHED;
	}

	private void takeAway(CurrentUpload upload, SourceRemoval removal, StepContribution contribution)
			throws JobInterruptedException {
		UploadContext context = upload.context();
		switch (removal.takeAside()) {
			case ASIDE -> remove(upload, removal, contribution);
			case CHANGED -> {
				freeName(context);
				context.afterwards("left where it is: it is not the file any more that was delivered");
			}
			case GONE -> {
				Optional<Path> moved = context.moveTo().filter(removal::isMovedTo);
				moved.ifPresentOrElse((to) -> context.afterwards("moved to " + to), () -> {
					freeName(context);
					context.afterwards("gone from its folder");
				});
				removeMarker(upload);
			}
		}
	}

	/** Nothing will be moved to the name that was held. */
	private static void freeName(UploadContext context) {
		context.moveTo().ifPresent(FreeName::release);
	}

	private void remove(CurrentUpload upload, SourceRemoval removal, StepContribution contribution)
			throws JobInterruptedException {
		try {
			if (upload.definition().onSuccess().move() == null) {
				removal.delete();
				upload.context().afterwards("deleted");
			}
			else {
				move(upload, removal, contribution);
			}
			removeMarker(upload);
		}
		catch (SourceKept ex) {
			removal.putBack();
			throw ex;
		}
	}

	/** The name is held and committed first: after a kill the move goes on to it. */
	private void move(CurrentUpload upload, SourceRemoval removal, StepContribution contribution)
			throws JobInterruptedException {
		UploadContext context = upload.context();
		Path reserved = context.moveTo().filter(Files::exists).orElse(null);
		if (reserved == null) {
			reserved = reserve(upload);
			context.moveTo(reserved);
			this.contexts.save(contribution);
		}
		if (!removal.moveTo(reserved, () -> !this.stop.isStopping())) {
			this.stop.requireRunning();
		}
		context.afterwards("moved to " + reserved);
	}

	private Path reserve(CurrentUpload upload) {
		Path file = upload.identity().file();
		Path root = upload.definition().source().root();
		OnSuccess onSuccess = upload.definition().onSuccess();
		KeyTemplate.Subject subject = new KeyTemplate.Subject(root.relativize(file), upload.identity().modified(),
				upload.definition().name(), this.clock);
		try {
			Path wanted = onSuccess.target(subject).orElseThrow();
			Files.createDirectories(wanted.getParent());
			return FreeName.reserve(wanted);
		}
		catch (IOException ex) {
			throw SourceKept.because(file, ex);
		}
	}

	/** It has said what it had to say, and would be taken for a marker of nothing. */
	private static void removeMarker(CurrentUpload upload) {
		Path file = upload.identity().file();
		upload.definition().folder().markerOf(file).ifPresent((marker) -> {
			try {
				Files.deleteIfExists(marker);
			}
			catch (IOException ex) {
				throw SourceKept.because(marker, ex);
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
			return false;
		}
	}

}
