/**
 * Folders that are watched: what is dropped into them goes up.
 */
@NullMarked
package dev.longhaul.watch;

import org.jspecify.annotations.NullMarked;
