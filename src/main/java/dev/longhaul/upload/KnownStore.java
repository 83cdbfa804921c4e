package dev.longhaul.upload;

import dev.longhaul.store.ObjectSpec;
import dev.longhaul.store.RequestTerms;
import dev.longhaul.store.StoreAddress;
import dev.longhaul.store.StoreProfile;

/**
 * A store about which something is to be known.
 *
 * @param terms said with every request
 * @param likeThis an object as it would be sent there
 */
public record KnownStore(StoreProfile profile, StoreAddress address, RequestTerms terms, ObjectSpec likeThis) {
}
