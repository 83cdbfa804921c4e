/**
 * The Spring Batch job: flow, tasklets, partitioner, parameters, context and back.
 */
@NullMarked
package dev.longhaul.job;

import org.jspecify.annotations.NullMarked;
