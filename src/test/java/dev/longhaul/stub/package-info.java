/**
 * A strict stub of S3's multipart API with scripted faults, for what no server that can
 * run in a test verifies.
 */
@NullMarked
package dev.longhaul.stub;

import org.jspecify.annotations.NullMarked;
