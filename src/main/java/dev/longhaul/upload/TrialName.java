package dev.longhaul.upload;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Names of uploads and objects that only try what a store does. Nobody else has such
 * names, so what a kill leaves of them is ours.
 */
public final class TrialName {

	private static final Pattern KEY = Pattern.compile("(?:.*/)?\\.longhaul-(?:trial|doctor)-[0-9a-f-]{36}");

	private TrialName() {
	}

	/** Of the trial before the first upload. */
	public static String ofTrial() {
		return ".longhaul-trial-" + UUID.randomUUID();
	}

	/** Of the doctor's checks. */
	public static String ofDoctor() {
		return ".longhaul-doctor-" + UUID.randomUUID();
	}

	/** Whether a key ends with such a name. */
	public static boolean isIn(String key) {
		return KEY.matcher(key).matches();
	}

}
