package dev.longhaul.upload;

/**
 * What an upload may use of the machine it runs on.
 */
public record Allowance(Bandwidth bandwidth, PartMemory memory) {

}
