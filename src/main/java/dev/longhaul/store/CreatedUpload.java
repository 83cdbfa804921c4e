package dev.longhaul.store;

/**
 * An upload that was just begun.
 *
 * @param perhapsTwice whether the request was repeated because an answer was lost: the
 * store may hold a second upload whose id nobody learned
 */
public record CreatedUpload(Upload upload, boolean perhapsTwice) {

}
