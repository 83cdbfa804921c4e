package dev.longhaul.job;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameter;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

/**
 * The parameters of one execution: which upload it is of, and what it is to do with it.
 * The names are an interface: a restart reads what an older Longhaul wrote.
 *
 * @param texts by name, as they stand in the repository
 */
public record UploadParameters(Map<String, String> texts) {

	public static final String FILE = "file";

	public static final String KEY = "key";

	public static final String DEFINITION = "definition";

	public static final String NAMED = "named";

	private static final String SIZE = "size";

	private static final String MODIFIED = "modified";

	private static final String DESTINATION = "destination";

	private static final String ATTEMPT = "attempt";

	private static final String ABORT_REASON = "end";

	private static final String FORGET = "forget";

	private static final String REBUILD = "rebuild";

	public static UploadParameters of(JobExecution execution) {
		return new UploadParameters(execution.getJobParameters()
			.parameters()
			.stream()
			.collect(Collectors.toMap(JobParameter::name, (parameter) -> String.valueOf(parameter.value()))));
	}

	/**
	 * Those of an execution that sends.
	 * @param attempt from 1; the next one when the store has lost the upload
	 * @param key for a first try; a restart goes on with the key that was recorded
	 */
	public static JobParameters sending(UploadIdentity upload, int attempt, String key) {
		return builder(upload, attempt, key).toJobParameters();
	}

	/** Those of one that looks in the store for what is there already. */
	public static JobParameters rebuilding(UploadIdentity upload, int attempt, String key) {
		return builder(upload, attempt, key).addString(REBUILD, "true", false).toJobParameters();
	}

	/** The same parameters, of a file that {@code --file} named. */
	public static JobParameters ofNamed(JobParameters parameters) {
		return new JobParametersBuilder(parameters).addString(NAMED, "true", false).toJobParameters();
	}

	/**
	 * Those of one that aborts.
	 * @param why it is aborted, for the report
	 */
	public static JobParameters aborting(UploadIdentity upload, int attempt, String key, String why) {
		return builder(upload, attempt, key).addString(ABORT_REASON, why, false).toJobParameters();
	}

	/** The same of an upload whose store is gone: it is not asked. */
	public static JobParameters forgetting(UploadIdentity upload, int attempt, String key, String why) {
		return builder(upload, attempt, key).addString(ABORT_REASON, why, false)
			.addString(FORGET, "true", false)
			.toJobParameters();
	}

	private static JobParametersBuilder builder(UploadIdentity upload, int attempt, String key) {
		return new JobParametersBuilder().addString(DEFINITION, upload.definition())
			.addString(FILE, upload.path())
			.addLong(SIZE, upload.size())
			.addString(MODIFIED, upload.modified().toString())
			.addString(DESTINATION, upload.destination())
			.addLong(ATTEMPT, (long) attempt)
			.addString(KEY, key, false);
	}

	public UploadIdentity identity() {
		return new UploadIdentity(required(DEFINITION), required(FILE), Long.parseLong(required(SIZE)),
				Instant.parse(required(MODIFIED)), required(DESTINATION));
	}

	/** The number of the attempt, from 1. */
	public int attempt() {
		return Integer.parseInt(required(ATTEMPT));
	}

	/** The key that was meant for the object when this execution began. */
	public String key() {
		return required(KEY);
	}

	/** Why this execution is to abort the upload, if it is. */
	public Optional<String> abortReason() {
		return Optional.ofNullable(this.texts.get(ABORT_REASON));
	}

	/**
	 * Whether {@code --file} named the file: it need not be one that its definition
	 * finds.
	 */
	public boolean named() {
		return this.texts.containsKey(NAMED);
	}

	boolean forgets() {
		return this.texts.containsKey(FORGET);
	}

	/** Whether it looks in the store for what is there already. */
	public boolean rebuilds() {
		return this.texts.containsKey(REBUILD);
	}

	private String required(String name) {
		String value = this.texts.get(name);
		if (value == null) {
			throw new IllegalStateException("the job execution has no parameter " + name);
		}
		return value;
	}

}
