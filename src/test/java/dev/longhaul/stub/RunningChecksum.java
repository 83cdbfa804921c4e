package dev.longhaul.stub;

/**
 * A checksum over bytes that come piece by piece.
 */
interface RunningChecksum {

	void update(byte[] bytes, int offset, int length);

	byte[] value();

}
