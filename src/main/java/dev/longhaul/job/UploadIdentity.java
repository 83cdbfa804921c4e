package dev.longhaul.job;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

import dev.longhaul.definition.Destination;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceUnreadable;
import dev.longhaul.upload.FileVersion;
import org.springframework.batch.core.job.DefaultJobKeyGenerator;
import org.springframework.batch.core.job.JobKeyGenerator;

/**
 * What makes an upload this upload and no other. Together with the attempt it is the
 * identity of the job instance, so a changed file is a new instance.
 *
 * @param path of the file, as text: the locale of another process may have read
 * characters that this one's cannot
 * @param size in bytes
 * @param destination endpoint and bucket
 */
public record UploadIdentity(String definition, String path, long size, Instant modified,
		String destination) implements FileVersion {

	private static final JobKeyGenerator KEYS = new DefaultJobKeyGenerator();

	public static UploadIdentity of(JobDefinition definition, SourceFile file) {
		// one text for all files of a definition, of which there may be very many
		String destination = definition.destination().address().identity().intern();
		return new UploadIdentity(definition.name(), file.path().toString(), file.size(), file.modified(), destination);
	}

	/**
	 * The same version of the file, on its way by another definition.
	 * @param named as that one names the file
	 */
	public UploadIdentity by(JobDefinition other, Path named) {
		return new UploadIdentity(other.name(), named.toString(), this.size, this.modified,
				other.destination().address().identity().intern());
	}

	/** The same by a definition of another name. */
	public UploadIdentity by(String other) {
		return new UploadIdentity(other, this.path, this.size, this.modified, this.destination);
	}

	/** Whether it is the same version of the same file, be it by another definition. */
	public boolean isOfSameFile(UploadIdentity other) {
		return this.path.equals(other.path) && this.size == other.size && this.modified.equals(other.modified);
	}

	/** Whether it goes where a definition sends to by now. */
	public boolean goesTo(Destination now) {
		return now.address().identity().equals(this.destination);
	}

	/**
	 * The file.
	 * @throws SourceUnreadable if this process's locale cannot read its name
	 */
	@Override
	public Path file() {
		return SourceFile.pathOf(this.path);
	}

	/**
	 * How Spring Batch names the instance of an attempt, by its identifying parameters.
	 */
	public String instanceKey(int attempt) {
		return KEYS.generateKey(UploadParameters.sending(this, attempt, ""));
	}

	/** The name under which a process claims the upload, whatever the attempt. */
	public String claim() {
		return "upload " + instanceKey(1);
	}

	/** The name under which a process claims a definition, to run it. */
	public static String claimOf(String definition) {
		return "definition " + definition;
	}

	/** The name under which a process claims to go on with what a definition has left. */
	public static String claimOfRerun(String definition) {
		return "rerun " + definition;
	}

	/** Whether the file is there and is still this version of it. */
	public boolean isStillThere() {
		return seen().filter(this::isOf).isPresent();
	}

	/** Whether the file is there and is another version of it. */
	public boolean isReplaced() {
		return seen().filter((now) -> !isOf(now)).isPresent();
	}

	private Optional<SourceFile> seen() {
		try {
			return Optional.of(SourceFile.of(file()));
		}
		catch (SourceException ex) {
			return Optional.empty();
		}
	}

	private boolean isOf(SourceFile now) {
		return now.size() == this.size && now.modified().equals(this.modified);
	}

	/** The file as it was, by the name that its file system gave it. */
	SourceFile snapshot(String fileKey) {
		return new SourceFile(file(), this.size, this.modified, fileKey);
	}

	/**
	 * The file, which is still this version of it. Another file key is for the open step:
	 * a remount changes it too.
	 */
	SourceFile requireUnchanged() {
		return requireUnchanged(true);
	}

	/**
	 * The same.
	 * @param followed whether its name may be that of a symbolic link
	 */
	SourceFile requireUnchanged(boolean followed) {
		SourceFile seen = SourceFile.of(file(), followed);
		snapshot(seen.fileKey()).followed(followed).requireUnchanged();
		return seen;
	}

}
