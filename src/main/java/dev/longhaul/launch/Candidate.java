package dev.longhaul.launch;

import dev.longhaul.job.UploadIdentity;

/**
 * An upload that this run has to begin, to finish, or to find delivered.
 *
 * @param key of the object if the upload is a new one; a resumed one keeps its own
 * @param found whether the scan found the file; otherwise only the repository knows of it
 */
public record Candidate(UploadIdentity identity, String key, boolean found) {

}
