package dev.longhaul.machine;

/**
 * The version of this Longhaul, by which machines know whether they understand each
 * other.
 */
public final class Version {

	private Version() {
	}

	/** As the build wrote it into the jar. */
	public static String own() {
		String version = Version.class.getPackage().getImplementationVersion();
		return (version != null) ? version : "(not packaged)";
	}

}
