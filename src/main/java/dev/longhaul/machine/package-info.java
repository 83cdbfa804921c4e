/**
 * What a process has from the machine: name, threads, pauses, the words of file systems.
 */
@NullMarked
package dev.longhaul.machine;

import org.jspecify.annotations.NullMarked;
