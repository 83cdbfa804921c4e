/**
 * One upload in plain Java: send a part, reconcile, complete, abort, prove.
 */
@NullMarked
package dev.longhaul.upload;

import org.jspecify.annotations.NullMarked;
