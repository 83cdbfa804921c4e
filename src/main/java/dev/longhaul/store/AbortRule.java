package dev.longhaul.store;

/**
 * A lifecycle rule by which the store itself aborts incomplete uploads.
 *
 * @param prefix of the keys that it is for; empty for all
 * @param days after the upload was begun
 */
public record AbortRule(String prefix, int days) {

}
