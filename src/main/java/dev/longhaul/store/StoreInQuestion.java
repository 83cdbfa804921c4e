package dev.longhaul.store;

/**
 * A store whose abilities are to be found out.
 *
 * @param terms said with every request
 * @param likeThis an object as it would be sent there
 */
public record StoreInQuestion(StoreProfile profile, StoreAddress address, RequestTerms terms, ObjectSpec likeThis) {
}
