/**
 * What the job repository is to those who use it, wherever it lives: its tables, a way to
 * read it, its owner's database, what processes claim against each other, and what its
 * errors mean.
 */
@NullMarked
package dev.longhaul.repository;

import org.jspecify.annotations.NullMarked;
