package dev.longhaul.stub;

/**
 * One UploadPart whose body was stored whole, whether or not its answer arrived.
 */
public record PartSend(String bucket, String key, String uploadId, int partNumber, long size, String etag) {
}
