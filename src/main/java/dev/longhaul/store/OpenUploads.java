package dev.longhaul.store;

import java.util.List;

/**
 * The unfinished uploads that a store lists of a bucket.
 *
 * @param all that it listed
 * @param complete whether these are all; there are stores that say that there are more
 * and list the same ones again
 */
public record OpenUploads(List<OpenUpload> all, boolean complete) {

	public OpenUploads {
		all = List.copyOf(all);
	}

}
