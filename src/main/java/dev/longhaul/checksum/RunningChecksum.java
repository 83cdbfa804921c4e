package dev.longhaul.checksum;

/**
 * A checksum over bytes that come piece by piece.
 */
public interface RunningChecksum {

	void update(byte[] bytes, int offset, int count);

	/** The checksum of all that came; asked for once, at the end. */
	Checksum value();

}
