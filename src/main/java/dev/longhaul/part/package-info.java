/**
 * The sums of a multipart upload: size, parts and ranges, within S3's limits.
 */
@NullMarked
package dev.longhaul.part;

import org.jspecify.annotations.NullMarked;
