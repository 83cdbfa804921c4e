package dev.longhaul.cli;

import java.nio.file.Files;
import java.util.List;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.verify.DefinedObjects;
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

	DefinedObjects of(LonghaulCommand longhaul) {
		return new DefinedObjects(definitions(longhaul), longhaul.jobs(), this.region, this.profile, longhaul.clock());
	}

	/** A machine that has only a receipt has no definitions. */
	private List<JobDefinition> definitions(LonghaulCommand longhaul) {
		if (this.definition != null) {
			return longhaul.definitions().select(List.of(this.definition));
		}
		return Files.isDirectory(longhaul.jobs()) ? longhaul.definitions().readable() : List.of();
	}

}
