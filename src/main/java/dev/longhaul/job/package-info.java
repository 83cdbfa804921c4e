/**
 * The Spring Batch job: flow, tasklets, splitter, parameters, contexts to values and
 * back.
 */
@NullMarked
package dev.longhaul.job;

import org.jspecify.annotations.NullMarked;
