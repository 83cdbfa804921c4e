package dev.longhaul.upload;

import dev.longhaul.source.FileCalls;
import dev.longhaul.source.PageCache;

/**
 * What an upload may use of what all of them share.
 *
 * @param files where it tells of its calls to file systems
 */
public record Allowance(Bandwidth bandwidth, PartMemory memory, PageCache pages, PartLimit limit, PartPlaces places,
		FileCalls files) {

}
