/**
 * Who is told of what a run did: commands and web addresses of a definition, beside the
 * uploads.
 */
@NullMarked
package dev.longhaul.hook;

import org.jspecify.annotations.NullMarked;
