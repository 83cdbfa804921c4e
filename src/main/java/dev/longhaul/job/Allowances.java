package dev.longhaul.job;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.upload.Allowance;
import dev.longhaul.upload.PartMemory;

/**
 * What the uploads of this process share: lines and memory.
 */
public record Allowances(Bandwidths bandwidths, PartMemory memory) {

	Allowance of(JobDefinition definition) {
		return new Allowance(this.bandwidths.of(definition), this.memory);
	}

}
