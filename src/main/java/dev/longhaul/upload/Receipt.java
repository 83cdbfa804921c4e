package dev.longhaul.upload;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The proof of a delivery, kept in the job repository. Fields are only ever added.
 *
 * @param file absolute path of the source
 * @param modified of the source
 * @param destination endpoint and bucket
 * @param versionId null where the bucket keeps no versions
 * @param parts 1 for a single PutObject
 * @param proof what the delivery rests on: {@code etag} (the object's ETag equals the one
 * computed from the file) or {@code content-md5} (the store checked each part's MD5, its
 * ETags are no MD5s)
 * @param attempt number of the multipart upload that succeeded, from 1
 * @param runs how many executions it took
 * @param bytesSent of all parts whose arrival was answered, over all runs
 */
public record Receipt(String file, long size, Instant modified, String destination, String key,
		@Nullable String versionId, String etag, int parts, String proof, int attempt, int runs, long bytesSent,
		Instant begun, Instant delivered) {

}
