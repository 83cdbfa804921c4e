/**
 * A repository in PostgreSQL: the way there, what this process has claimed of it, and the
 * move of a home's repository into it.
 */
@NullMarked
package dev.longhaul.repository.postgres;

import org.jspecify.annotations.NullMarked;
