package dev.longhaul.upload;

/**
 * What an upload may use of what all of them share.
 */
public record Allowance(Bandwidth bandwidth, PartMemory memory, PartLimit limit) {

}
