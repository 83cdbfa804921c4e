package dev.longhaul.stub;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * All that the stub keeps: buckets, bytes and the history of both.
 */
final class Store {

	private final Map<String, Bucket> buckets = new ConcurrentSkipListMap<>();

	private final BlobStore blobs;

	private final History history = new History();

	private final Ownership ownership = new Ownership();

	private final Placement placement = new Placement();

	private final LockHeaders locks = new LockHeaders();

	private final Clock clock;

	Store(BlobStore blobs, Clock clock) {
		this.blobs = blobs;
		this.clock = clock;
	}

	void create(String name) {
		if (!name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
			throw new S3Error(400, "InvalidBucketName", "The specified bucket is not valid.");
		}
		if (this.buckets.putIfAbsent(name, new Bucket(this.blobs, this.history)) != null) {
			throw new S3Error(409, "BucketAlreadyOwnedByYou",
					"Your previous request to create the named bucket succeeded and you already own it.");
		}
	}

	Bucket bucket(String name) {
		Bucket bucket = this.buckets.get(name);
		if (bucket == null) {
			throw S3Error.noSuchBucket();
		}
		return bucket;
	}

	Collection<Bucket> all() {
		return this.buckets.values();
	}

	BlobStore blobs() {
		return this.blobs;
	}

	/** The headers of Create and PutObject that stay with the object. */
	Map<String, String> kept(S3Request request) {
		Map<String, String> kept = new TreeMap<>(KeptHeaders.of(request));
		kept.putAll(this.locks.of(request, now()));
		return Collections.unmodifiableMap(kept);
	}

	LockHeaders locks() {
		return this.locks;
	}

	Placement placement() {
		return this.placement;
	}

	Ownership ownership() {
		return this.ownership;
	}

	History history() {
		return this.history;
	}

	/** S3 keeps times to the millisecond at most. */
	Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
	}

}
