package dev.longhaul.cli;

import picocli.CommandLine.IVersionProvider;

/**
 * The version that the build wrote into the jar.
 */
final class Version implements IVersionProvider {

	@Override
	public String[] getVersion() {
		String version = Version.class.getPackage().getImplementationVersion();
		return new String[] { "longhaul " + ((version != null) ? version : "(not packaged)") };
	}

}
