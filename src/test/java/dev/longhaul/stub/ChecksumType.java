package dev.longhaul.stub;

/**
 * What a multipart object's checksum is taken over: the checksums of its parts, or its
 * bytes.
 */
public enum ChecksumType {

	COMPOSITE, FULL_OBJECT

}
