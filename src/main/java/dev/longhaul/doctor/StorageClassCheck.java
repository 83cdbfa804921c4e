package dev.longhaul.doctor;

import java.util.List;

import dev.longhaul.definition.Destination;
import org.jspecify.annotations.Nullable;

/**
 * Whether the storage class is one that AWS knows. Other stores have names of their own,
 * and AWS gets new ones, so another name is no mistake.
 */
record StorageClassCheck(CheckList list, Destination destination) {

	private static final List<String> OF_AWS = List.of("STANDARD", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING",
			"GLACIER_IR", "GLACIER", "DEEP_ARCHIVE", "REDUCED_REDUNDANCY", "EXPRESS_ONEZONE", "OUTPOSTS", "SNOW",
			"FSX_OPENZFS", "FSX_ONTAP");

	void examine() {
		@Nullable String wanted = this.destination.settings().storageClass();
		if (wanted != null && !OF_AWS.contains(wanted)) {
			this.list.warn("storage-class",
					"'%s' is no storage class of AWS, so the store must have one of that name; write one of %s"
						.formatted(wanted, String.join(", ", OF_AWS.subList(0, 7))));
		}
	}

}
