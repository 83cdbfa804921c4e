/**
 * Months after a delivery: whether object, receipt and file are still the same bytes.
 */
@NullMarked
package dev.longhaul.verify;

import org.jspecify.annotations.NullMarked;
