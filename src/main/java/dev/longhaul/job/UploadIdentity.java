package dev.longhaul.job;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceUnreadable;
import org.springframework.batch.core.job.DefaultJobKeyGenerator;
import org.springframework.batch.core.job.parameters.JobParameter;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
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
public record UploadIdentity(String definition, String path, long size, Instant modified, String destination) {

	private static final JobKeyGenerator KEYS = new DefaultJobKeyGenerator();

	// names in the job repository: what a restart reads is an interface
	private static final String DEFINITION = "definition";

	private static final String FILE = "file";

	private static final String SIZE = "size";

	private static final String MODIFIED = "modified";

	private static final String DESTINATION = "destination";

	private static final String ATTEMPT = "attempt";

	private static final String KEY = "key";

	private static final String ABORT_REASON = "end";

	private static final String FORGET = "forget";

	private static final String REBUILD = "rebuild";

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

	/** Whether it is the same version of the same file, be it by another definition. */
	public boolean isOfSameFile(UploadIdentity other) {
		return this.path.equals(other.path) && this.size == other.size && this.modified.equals(other.modified);
	}

	public static UploadIdentity of(JobParameters parameters) {
		return of(texts(parameters));
	}

	/** From the parameters' texts, as they stand in the repository. */
	public static UploadIdentity of(Map<String, String> parameters) {
		return new UploadIdentity(required(parameters, DEFINITION), required(parameters, FILE),
				Long.parseLong(required(parameters, SIZE)), Instant.parse(required(parameters, MODIFIED)),
				required(parameters, DESTINATION));
	}

	/**
	 * The file.
	 * @throws SourceUnreadable if this process's locale cannot read its name
	 */
	public Path file() {
		return SourceFile.pathOf(this.path);
	}

	/**
	 * The parameters of an attempt.
	 * @param attempt from 1; the next one when the store has lost the upload
	 * @param key for a first try; a restart goes on with the key that was recorded
	 */
	public JobParameters parameters(int attempt, String key) {
		return new JobParametersBuilder().addString(DEFINITION, this.definition)
			.addString(FILE, this.path)
			.addLong(SIZE, this.size)
			.addString(MODIFIED, this.modified.toString())
			.addString(DESTINATION, this.destination)
			.addLong(ATTEMPT, (long) attempt)
			.addString(KEY, key, false)
			.toJobParameters();
	}

	/**
	 * How Spring Batch names the instance of an attempt, by its identifying parameters.
	 */
	public String instanceKey(int attempt) {
		return KEYS.generateKey(parameters(attempt, ""));
	}

	/** The name under which a process claims the upload, whatever the attempt. */
	public String claim() {
		return "upload " + instanceKey(1);
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

	/**
	 * The file, which is still this version of it. Another file key is for the open step:
	 * a remount changes it too.
	 */
	SourceFile requireUnchanged() {
		SourceFile seen = SourceFile.of(file());
		new SourceFile(seen.path(), this.size, this.modified, seen.fileKey()).requireUnchanged();
		return seen;
	}

	/** The number of the attempt, from 1. */
	public static int attempt(Map<String, String> parameters) {
		return Integer.parseInt(required(parameters, ATTEMPT));
	}

	/**
	 * The parameters of an execution that looks in the store for what is there already.
	 */
	public JobParameters rebuilding(int attempt, String key) {
		return new JobParametersBuilder(parameters(attempt, key)).addString(REBUILD, "true", false).toJobParameters();
	}

	static boolean rebuilds(JobParameters parameters) {
		return parameters.getString(REBUILD) != null;
	}

	/**
	 * The parameters of an execution that aborts an attempt.
	 * @param why it is aborted, for the report
	 */
	public JobParameters aborting(int attempt, String key, String why) {
		return new JobParametersBuilder(parameters(attempt, key)).addString(ABORT_REASON, why, false).toJobParameters();
	}

	/**
	 * The same of an upload whose store is gone: it is not asked.
	 */
	public JobParameters forgetting(int attempt, String key, String why) {
		return new JobParametersBuilder(aborting(attempt, key, why)).addString(FORGET, "true", false).toJobParameters();
	}

	static boolean forgets(JobParameters parameters) {
		return parameters.getString(FORGET) != null;
	}

	/** Why this execution is to abort the upload, if it is. */
	public static Optional<String> abortReason(JobParameters parameters) {
		return Optional.ofNullable(parameters.getString(ABORT_REASON));
	}

	static int attempt(JobParameters parameters) {
		return attempt(texts(parameters));
	}

	/** The key that was meant for the object when this execution began. */
	public static String key(JobParameters parameters) {
		return key(texts(parameters));
	}

	/** The same from the parameters' texts. */
	public static String key(Map<String, String> parameters) {
		return required(parameters, KEY);
	}

	private static Map<String, String> texts(JobParameters parameters) {
		return parameters.parameters()
			.stream()
			.collect(Collectors.toMap(JobParameter::name, (parameter) -> String.valueOf(parameter.value())));
	}

	private static String required(Map<String, String> parameters, String name) {
		String value = parameters.get(name);
		if (value == null) {
			throw new IllegalStateException("the job execution has no parameter " + name);
		}
		return value;
	}

}
