/**
 * The home: its lock, its one owner, and the database in it, which HSQLDB keeps in files
 * that only one process may have open.
 */
@NullMarked
package dev.longhaul.repository.home;

import org.jspecify.annotations.NullMarked;
