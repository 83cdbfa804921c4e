/**
 * Ranges of parts for workers on other machines, which share the repository and see the
 * same files.
 */
@NullMarked
package dev.longhaul.cluster;

import org.jspecify.annotations.NullMarked;
