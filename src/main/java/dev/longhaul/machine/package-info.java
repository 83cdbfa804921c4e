/**
 * What a process has from the machine: its name, threads, and the words of its file
 * systems.
 */
@NullMarked
package dev.longhaul.machine;

import org.jspecify.annotations.NullMarked;
