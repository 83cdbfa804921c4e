package dev.longhaul.job;

import dev.longhaul.definition.TransferSettings;
import dev.longhaul.part.PartPlan;

/**
 * How long the ranges of a new upload are: it depends on who sends them.
 */
@FunctionalInterface
public interface RangeCut {

	/** A plan of the same parts. */
	PartPlan cut(PartPlan plan, TransferSettings settings);

}
