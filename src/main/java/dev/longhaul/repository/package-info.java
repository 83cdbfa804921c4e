/**
 * Where the job repository lives: the home, its lock, its one owner, and the way to read
 * it meanwhile.
 */
@NullMarked
package dev.longhaul.repository;

import org.jspecify.annotations.NullMarked;
