/**
 * What {@code longhaul.*} says of a process; in a complaint, where it stands.
 */
@NullMarked
package dev.longhaul.setting;

import org.jspecify.annotations.NullMarked;
