/**
 * For one file: start, restart, recover and restart, skip or refuse.
 */
@NullMarked
package dev.longhaul.launch;

import org.jspecify.annotations.NullMarked;
