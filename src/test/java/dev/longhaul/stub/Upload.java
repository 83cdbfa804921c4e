package dev.longhaul.stub;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * A multipart upload that the store knows; its bucket's lock guards its parts.
 */
final class Upload {

	private final Name name;

	private final Map<String, String> headers;

	private final @Nullable ChecksumPlan checksums;

	private final NavigableMap<Integer, Part> parts = new TreeMap<>();

	private boolean aborted;

	Upload(Name name, Map<String, String> headers, @Nullable ChecksumPlan checksums) {
		this.name = name;
		this.headers = headers;
		this.checksums = checksums;
	}

	Name name() {
		return this.name;
	}

	Map<String, String> headers() {
		return this.headers;
	}

	@Nullable ChecksumPlan checksums() {
		return this.checksums;
	}

	NavigableMap<Integer, Part> parts() {
		return this.parts;
	}

	boolean aborted() {
		return this.aborted;
	}

	/**
	 * It is still listed, as S3 lists an upload whose parts were in flight when it was
	 * aborted.
	 */
	void markAborted() {
		this.aborted = true;
	}

	OpenUpload snapshot() {
		return new OpenUpload(this.name.bucket(), this.name.key(), this.name.uploadId(), this.name.initiated(),
				Collections.unmodifiableSortedMap(new TreeMap<>(this.parts)));
	}

	/**
	 * What tells an upload from all others.
	 */
	record Name(String bucket, String key, String uploadId, Instant initiated) {
	}

}
