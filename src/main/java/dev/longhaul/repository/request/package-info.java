/**
 * What a process asks of the one that owns the home, and what that answers, line by line.
 */
@NullMarked
package dev.longhaul.repository.request;

import org.jspecify.annotations.NullMarked;
