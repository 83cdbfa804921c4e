package dev.longhaul.store;

import java.util.Map;

import dev.longhaul.checksum.ChecksumAlgorithm;

/**
 * Objects as tests send them: by Content-MD5, and little is said of them.
 */
public final class Specs {

	private Specs() {
	}

	public static ObjectSpec of(String key) {
		return of(key, Map.of());
	}

	public static ObjectSpec of(String key, Map<String, String> metadata) {
		return of(key, metadata, ObjectSettings.NONE);
	}

	static ObjectSpec of(String key, Map<String, String> metadata, ObjectSettings settings) {
		return new ObjectSpec(key, metadata, settings, ChecksumAlgorithm.MD5);
	}

}
