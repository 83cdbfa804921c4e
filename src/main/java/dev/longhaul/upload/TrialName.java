package dev.longhaul.upload;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

import dev.longhaul.store.ObjectSpec;

/**
 * Names of uploads and objects that only try what a store does. Nobody else has such
 * names, so what a kill leaves of them is ours.
 */
public final class TrialName {

	private static final Pattern KEY = Pattern.compile("(?:.*/)?\\.longhaul-(?:trial|doctor)-[0-9a-f-]{36}");

	private TrialName() {
	}

	/** Key of a trial before the first upload, beside an object's. */
	public static String ofTrial(String key) {
		return beside(key, ".longhaul-trial-" + UUID.randomUUID());
	}

	/**
	 * Key of the doctor's checks.
	 * @param head what the keys of all objects begin with
	 */
	public static String ofDoctor(String head) {
		return beside(head, ".longhaul-doctor-" + UUID.randomUUID());
	}

	/**
	 * Rights may be given for a prefix only: so in the same folder or, where a key has no
	 * room for the name there, in the nearest one above that has.
	 */
	private static String beside(String key, String name) {
		String folder = folder(key);
		while (folder.getBytes(StandardCharsets.UTF_8).length + name.length() > ObjectSpec.LONGEST_KEY) {
			folder = folder(folder.substring(0, folder.length() - 1));
		}
		return folder + name;
	}

	private static String folder(String key) {
		return key.substring(0, key.lastIndexOf('/') + 1);
	}

	/** Whether a key ends with such a name. */
	public static boolean isIn(String key) {
		return KEY.matcher(key).matches();
	}

}
