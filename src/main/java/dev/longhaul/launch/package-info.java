/**
 * A plan is carried out: who may, in whose turn, and each file's job started, or repaired
 * and restarted.
 */
@NullMarked
package dev.longhaul.launch;

import org.jspecify.annotations.NullMarked;
