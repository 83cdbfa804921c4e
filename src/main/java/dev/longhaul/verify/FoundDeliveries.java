package dev.longhaul.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import dev.longhaul.report.UnknownUpload;

/**
 * What is known of the deliveries that were named.
 *
 * @param undelivered of each of which a run may still make a delivery, how it stands
 * @param unknown why nothing is known of each of the others
 */
public record FoundDeliveries(List<Delivery> deliveries, List<String> undelivered, List<String> unknown) {

	/** Looks up all of them; one that is said twice is one. */
	public static FoundDeliveries of(Collection<String> named, Function<String, Delivery> lookup) {
		Set<Delivery> known = new LinkedHashSet<>();
		List<String> undelivered = new ArrayList<>();
		List<String> unknown = new ArrayList<>();
		for (String name : new LinkedHashSet<>(named)) {
			try {
				known.add(lookup.apply(name));
			}
			catch (UndeliveredUpload ex) {
				undelivered.add(String.valueOf(ex.getMessage()));
			}
			catch (UnknownUpload ex) {
				unknown.add(String.valueOf(ex.getMessage()));
			}
		}
		return new FoundDeliveries(List.copyOf(known), undelivered, unknown);
	}

}
