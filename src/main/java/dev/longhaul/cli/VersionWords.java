package dev.longhaul.cli;

import dev.longhaul.cluster.Version;
import picocli.CommandLine.IVersionProvider;

/**
 * What --version says.
 */
final class VersionWords implements IVersionProvider {

	@Override
	public String[] getVersion() {
		return new String[] { "longhaul " + Version.own() };
	}

}
