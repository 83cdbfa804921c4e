package dev.longhaul.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.source.SourceException;
import dev.longhaul.upload.DestinationChanged;
import dev.longhaul.upload.UploadFailure;
import org.springframework.batch.core.job.JobExecution;

/**
 * What the first step of a restart will say of its file, and what becomes of the upload
 * then. The store is not asked: there the object may be complete all the same.
 *
 * @param aborts whether the upload will be aborted; else its parts are kept
 */
public record ForeseenFailure(UploadFailure failure, boolean aborts) {

	/** Nothing where the upload can go on, or is proved and only ends. */
	public static Optional<ForeseenFailure> of(JobExecution unfinished, JobDefinition definition, Instant now) {
		UploadContext context = new UploadContext(unfinished.getExecutionContext());
		if (context.receipt().isPresent()) {
			return Optional.empty();
		}
		UploadIdentity identity = UploadParameters.of(unfinished).identity();
		try {
			DestinationChanged.require(identity.file(), identity.destination(),
					definition.destination().address().identity());
			identity.requireUnchanged();
			return Optional.empty();
		}
		catch (SourceException | DestinationChanged ex) {
			Fate fate = Fate.of(unfinished, definition, List.of(ex), now);
			return Optional.of(new ForeseenFailure(fate.failure(), fate.ends()));
		}
	}

}
