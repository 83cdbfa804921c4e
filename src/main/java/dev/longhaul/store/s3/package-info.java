/**
 * The AWS SDK behind the port; nothing else knows the SDK.
 */
@NullMarked
package dev.longhaul.store.s3;

import org.jspecify.annotations.NullMarked;
