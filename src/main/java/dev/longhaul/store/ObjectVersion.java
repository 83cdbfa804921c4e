package dev.longhaul.store;

import org.jspecify.annotations.Nullable;

/**
 * Exactly one object, so that no other one is read in its place.
 *
 * @param versionId null for the current one
 * @param etag that it must have
 */
public record ObjectVersion(String key, @Nullable String versionId, String etag) {

}
