/**
 * The files in jobs/: read, bound, validated; file, line and column in every complaint.
 */
@NullMarked
package dev.longhaul.definition;

import org.jspecify.annotations.NullMarked;
