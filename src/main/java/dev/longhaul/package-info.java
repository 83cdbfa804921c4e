/**
 * Longhaul: the entry point, and the one place that sees everything and makes the beans.
 */
@NullMarked
package dev.longhaul;

import org.jspecify.annotations.NullMarked;
