package dev.longhaul.store;

/**
 * A multipart upload that was begun.
 *
 * @param key of the object that it will be
 * @param id the store's upload id
 */
public record Upload(String key, String id) {

}
