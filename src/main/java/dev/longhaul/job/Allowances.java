package dev.longhaul.job;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.source.FileCalls;
import dev.longhaul.source.PageCache;
import dev.longhaul.upload.Allowance;
import dev.longhaul.upload.PartLimit;
import dev.longhaul.upload.PartMemory;
import dev.longhaul.upload.PartPlaces;

/**
 * What the uploads of this process share: lines, memory, page cache, places, and where
 * they tell of their calls to file systems.
 */
public record Allowances(Bandwidths bandwidths, PartMemory memory, PageCache pages, PartLimit adaptive,
		PartPlaces places, FileCalls files) {

	Allowance of(JobDefinition definition) {
		return new Allowance(this.bandwidths.of(definition), this.memory, this.pages, this.adaptive, this.places,
				this.files);
	}

}
