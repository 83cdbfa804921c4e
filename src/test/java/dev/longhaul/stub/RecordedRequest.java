package dev.longhaul.stub;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request that has come to its end.
 *
 * @param sequence counted from 1 in the order in which requests arrived
 * @param key empty for a bucket's own operations
 * @param partNumber 0 where there is none
 * @param bytesReceived bytes of its body that were read
 * @param status what was answered, or 0 where the connection was cut
 * @param headers names in lower case
 */
public record RecordedRequest(long sequence, Op op, String bucket, String key, @Nullable String uploadId,
		int partNumber, long bytesReceived, int status, Map<String, String> headers) {
}
