/**
 * One class a command: parses, calls, maps the outcome to an exit code.
 */
@NullMarked
package dev.longhaul.cli;

import org.jspecify.annotations.NullMarked;
