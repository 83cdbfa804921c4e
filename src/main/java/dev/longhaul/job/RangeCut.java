package dev.longhaul.job;

import dev.longhaul.part.PartPlan;

/**
 * How long the ranges of a new upload are: it depends on who sends them.
 */
@FunctionalInterface
public interface RangeCut {

	/** A plan of the same parts. */
	PartPlan cut(PartPlan plan);

}
