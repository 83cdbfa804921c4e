package dev.longhaul.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Options that say where an object is when neither repository nor receipt tells.
 */
final class LocationOptions {

	@Option(names = "--definition", paramLabel = "NAME",
			description = "The definition by which a file is sent, if several take it.")
	private @Nullable String definition;

	@Option(names = "--region", paramLabel = "REGION",
			description = "Region of the receipt's bucket, where no definition has it (default: that of the AWS chain).")
	private @Nullable String region;

	@Option(names = "--profile", paramLabel = "PROFILE",
			description = "Profile of ~/.aws, where no definition has the receipt's bucket.")
	private @Nullable String profile;

	@Nullable String definition() {
		return this.definition;
	}

	@Nullable String region() {
		return this.region;
	}

	@Nullable String profile() {
		return this.profile;
	}

}
