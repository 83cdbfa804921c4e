/**
 * What is known to be in the store: uploaded parts, and what is missing.
 */
@NullMarked
package dev.longhaul.checkpoint;

import org.jspecify.annotations.NullMarked;
