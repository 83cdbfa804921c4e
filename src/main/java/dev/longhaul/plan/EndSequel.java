package dev.longhaul.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.SourceSettings;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceGone;

/**
 * What the next run does with the file of an upload that has ended without an object.
 *
 * @param definition of the upload, or what stands in for it
 */
public record EndSequel(UploadIdentity identity, JobDefinition definition) {

	public String words() {
		String name = this.identity.definition();
		if (this.definition.isGone()) {
			return "no run sends its file, for its definition %s is not there or cannot be read".formatted(name);
		}
		try {
			Path file = SourceFile.of(this.identity.file()).path();
			if (!isTaken(file)) {
				return "its definition %1$s does not take the file by itself: only 'longhaul run %1$s --file' begins it anew"
					.formatted(name);
			}
			if (!this.definition.enabled()) {
				return "its definition %s is disabled: only a run by its name begins it anew".formatted(name);
			}
			Optional<Path> awaited = this.definition.source()
				.marker()
				.map((marker) -> marker.of(file))
				.filter((marker) -> !Files.exists(marker));
			if (awaited.isPresent()) {
				return "the next run that finds its done-marker %s begins it anew".formatted(awaited.get());
			}
			return this.identity.isReplaced() ? "the next run sends the file as it is by then"
					: "the next run begins it anew";
		}
		catch (SourceGone ex) {
			return "its file is not there, and nothing is begun anew unless it comes back";
		}
		catch (SourceException ex) {
			return "once its file can be read the next run begins it anew";
		}
	}

	private boolean isTaken(Path file) {
		SourceSettings source = this.definition.source();
		return file.startsWith(source.root()) && source.globs().match(source.root().relativize(file));
	}

}
