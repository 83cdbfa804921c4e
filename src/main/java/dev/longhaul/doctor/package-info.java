/**
 * The pre-flight: looks at the machine, the sources and the stores before a run does, and
 * leaves everything as it was.
 */
@NullMarked
package dev.longhaul.doctor;

import org.jspecify.annotations.NullMarked;
