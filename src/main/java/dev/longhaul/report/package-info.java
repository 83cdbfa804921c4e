/**
 * Read-only snapshots of uploads, from the repository.
 */
@NullMarked
package dev.longhaul.report;

import org.jspecify.annotations.NullMarked;
