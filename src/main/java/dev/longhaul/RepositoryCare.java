package dev.longhaul;

import dev.longhaul.repository.SharedClaims;

/**
 * What a session has to look after, by where its repository is.
 *
 * @param requireIntact throws if what was committed is lost, or what was claimed
 * @param compact gives back the room of what was deleted
 */
record RepositoryCare(Runnable requireIntact, Runnable compact, SharedClaims claims) {

}
