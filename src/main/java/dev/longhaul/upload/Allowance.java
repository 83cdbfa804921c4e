package dev.longhaul.upload;

import dev.longhaul.source.PageCache;

/**
 * What an upload may use of what all of them share.
 */
public record Allowance(Bandwidth bandwidth, PartMemory memory, PageCache pages, PartLimit limit, PartPlaces places) {

}
