/**
 * Where the job repository lives: the home, its lock, its one owner, and the way to read
 * it meanwhile; or PostgreSQL, claims on it, and the way there.
 */
@NullMarked
package dev.longhaul.repository;

import org.jspecify.annotations.NullMarked;
