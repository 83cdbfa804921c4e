package dev.longhaul.stub;

/**
 * A lifecycle rule that the stub shows and does not carry out.
 *
 * @param prefix of the keys, empty for all
 * @param days after the upload was begun
 */
public record AbortRule(boolean enabled, String prefix, int days) {
}
