package dev.longhaul.store;

/**
 * An upload that was just begun.
 *
 * @param fullObject whether the store sums the object that comes of it, and not only its
 * parts
 * @param perhapsTwice whether the request was repeated because an answer was lost: the
 * store may hold a second upload whose id nobody learned
 */
public record CreatedUpload(Upload upload, boolean fullObject, boolean perhapsTwice) {

}
