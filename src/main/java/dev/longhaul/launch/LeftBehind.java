package dev.longhaul.launch;

import dev.longhaul.job.UploadIdentity;

/**
 * An unfinished upload whose definition a command does not have: it was renamed, removed
 * or disabled, or lies in another folder.
 *
 * @param upload its number
 */
public record LeftBehind(long upload, UploadIdentity identity) {

}
