/**
 * What the repository knows of uploads and runs that were, and what is to be done with a
 * file by that.
 */
@NullMarked
package dev.longhaul.history;

import org.jspecify.annotations.NullMarked;
