/**
 * What the stores still hold of uploads that no run will finish: found, judged, aborted.
 */
@NullMarked
package dev.longhaul.sweep;

import org.jspecify.annotations.NullMarked;
