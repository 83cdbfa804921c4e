package dev.longhaul.watch;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.JobDefinitions;
import dev.longhaul.definition.Misconfigured;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The definitions of a watch, read again when they changed. One that was made wrong does
 * not take effect.
 */
public final class ReloadedDefinitions {

	private static final Logger log = LoggerFactory.getLogger(ReloadedDefinitions.class);

	private final JobDefinitions definitions;

	private final List<String> names;

	private List<JobDefinition> last = List.of();

	private String lastProblem = "";

	public ReloadedDefinitions(JobDefinitions definitions, List<String> names) {
		this.definitions = definitions;
		this.names = names;
	}

	/** Reads them for the first time. */
	public List<JobDefinition> read() {
		this.last = this.definitions.select(this.names);
		return this.last;
	}

	/** Reads them again: nothing if they are the same, or wrong. */
	public Optional<Collection<JobDefinition>> changed() {
		try {
			List<JobDefinition> now = this.definitions.select(this.names);
			this.lastProblem = "";
			if (now.equals(this.last)) {
				return Optional.empty();
			}
			log.warn("the definitions have changed; from now on: {}", now.stream().map(JobDefinition::name).toList());
			this.last = now;
			return Optional.of(now);
		}
		catch (Misconfigured ex) {
			if (!this.lastProblem.equals(ex.getMessage())) {
				log.warn("{}; the definitions stay as they were until that is corrected",
						String.join("; ", ex.problems()));
				this.lastProblem = ex.getMessage();
			}
			return Optional.empty();
		}
	}

}
