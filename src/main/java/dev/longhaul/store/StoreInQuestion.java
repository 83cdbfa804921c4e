package dev.longhaul.store;

/**
 * A store about which something is to be known.
 *
 * @param terms said with every request
 * @param likeThis an object as it would be sent there
 */
public record StoreInQuestion(StoreProfile profile, StoreAddress address, RequestTerms terms, ObjectSpec likeThis) {
}
