/**
 * What there is to do: the files that the definitions mean, and what is unfinished.
 */
@NullMarked
package dev.longhaul.plan;

import org.jspecify.annotations.NullMarked;
