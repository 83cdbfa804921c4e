package dev.longhaul.definition;

import java.nio.file.Path;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A file in {@code jobs/}, read and validated: which files go where, and how.
 *
 * @param name the file's name without its ending
 */
public record JobDefinition(String name, String description, boolean enabled, SourceSettings source,
		Destination destination, TransferSettings transfer, OnFailure onFailure) {

	/** What happens to the parts of an upload that failed. */
	public enum OnFailure {

		/** Kept where a rerun or a person can cure it, aborted where nothing can. */
		AUTO,
		/** Never aborted by itself. */
		KEEP,
		/** Aborted on every failure but a stop. */
		ABORT

	}

	/** The keys of the file, as Spring Boot's Binder fills them. */
	record Content(@DefaultValue("") String description, @DefaultValue("true") boolean enabled,
			@DefaultValue SourceSettings source, @DefaultValue Destination destination,
			@DefaultValue TransferSettings transfer, @DefaultValue("auto") OnFailure onFailure) {

		JobDefinition named(Path file) {
			return new JobDefinition(nameOf(file), this.description, this.enabled, this.source, this.destination,
					this.transfer, this.onFailure);
		}

	}

	static String nameOf(Path file) {
		return String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
	}

}
