/**
 * For one file: start, restart, repair and restart, skip; for a run: claim, find, launch,
 * gather; for a sweep: judge and abort; the history: look up, shorten.
 */
@NullMarked
package dev.longhaul.launch;

import org.jspecify.annotations.NullMarked;
