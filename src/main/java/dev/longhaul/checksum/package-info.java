/**
 * Checksums as S3 knows them: of a part, and of an object from those of its parts.
 */
@NullMarked
package dev.longhaul.checksum;

import org.jspecify.annotations.NullMarked;
