/**
 * A file on disk: found, snapshot, sliced; refused when it has changed.
 */
@NullMarked
package dev.longhaul.source;

import org.jspecify.annotations.NullMarked;
