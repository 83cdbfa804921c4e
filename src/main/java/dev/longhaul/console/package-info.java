/**
 * What a person or a pipe sees; the only writer to stdout.
 */
@NullMarked
package dev.longhaul.console;

import org.jspecify.annotations.NullMarked;
