package dev.longhaul.stub;

/**
 * An object's checksum as HEAD gives it; a composite value ends in the number of parts.
 */
public record ObjectChecksum(ChecksumAlgorithm algorithm, ChecksumType type, String value) {
}
