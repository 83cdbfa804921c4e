package dev.longhaul;

import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.upload.PartPlaces;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * The threads of the parts, shared by all files, and apart from them those of the files:
 * a job waits for its parts and would starve them.
 */
record Threads(ThreadPoolTaskExecutor parts, PartPlaces places, ThreadPoolTaskExecutor files) {

	/** As many as the definitions ask for by now, and some more for parts that wait. */
	void suffice(DefinitionsInUse definitions) {
		this.parts.setCorePoolSize(PartPlaces.threads(definitions.partsAtOnce()));
		this.places.set(definitions.fixedPartsAtOnce());
		this.files.setCorePoolSize(definitions.filesAtOnce());
	}

}
