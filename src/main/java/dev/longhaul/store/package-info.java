/**
 * The port to object storage: verbs, values and sealed exceptions.
 */
@NullMarked
package dev.longhaul.store;

import org.jspecify.annotations.NullMarked;
