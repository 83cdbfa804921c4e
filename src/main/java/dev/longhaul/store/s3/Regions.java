package dev.longhaul.store.s3;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.longhaul.store.BucketKind;
import dev.longhaul.store.RequestRefused;
import dev.longhaul.store.StoreAddress;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * Which region an address means, and which a name that AWS does not have may mean.
 */
final class Regions {

	private static final int SUGGESTIONS = 3;

	private Regions() {
	}

	/**
	 * The region of the address, its access point or, at an endpoint, any; empty to let
	 * the SDK look for one.
	 */
	static Optional<Region> of(StoreAddress address) {
		if (address.region() != null) {
			return Optional.of(Region.of(address.region()));
		}
		Optional<String> ofAccessPoint = BucketKind.regionOf(address.bucket());
		if (ofAccessPoint.isPresent()) {
			return ofAccessPoint.map(Region::of);
		}
		// other stores take any region, but the signature needs one; that for many
		// regions has none, but the client does not come to it without
		boolean any = address.endpoint() != null || BucketKind.isMultiRegion(address.bucket());
		return any ? Optional.of(Region.US_EAST_1) : Optional.empty();
	}

	/**
	 * Says which regions are like that of an address whose host does not exist; AWS has
	 * new ones from time to time, so an unknown name alone is no mistake.
	 */
	static Optional<RequestRefused> problemOf(StoreAddress address, @Nullable Throwable cause) {
		String region = address.region();
		if (region == null || address.endpoint() != null || isKnown(region)) {
			return Optional.empty();
		}
		return Optional.of(new RequestRefused(
				"the region '%s' is not known, and AWS has no host for it; correct destination.region: perhaps %s"
					.formatted(region, String.join(", ", nearest(region))),
				cause));
	}

	static boolean isKnown(String region) {
		return Region.regions().stream().anyMatch((known) -> known.id().equals(region));
	}

	static List<String> nearest(String region) {
		return Region.regions()
			.stream()
			.filter((known) -> !known.isGlobalRegion())
			.map(Region::id)
			.sorted(Comparator.comparingInt((String known) -> distance(known, region))
				.thenComparing(Comparator.naturalOrder()))
			.limit(SUGGESTIONS)
			.collect(Collectors.toList());
	}

	/** Letters to change, to add or to leave out, by Levenshtein. */
	private static int distance(String one, String other) {
		int[] row = new int[other.length() + 1];
		for (int j = 0; j < row.length; j++) {
			row[j] = j;
		}
		for (int i = 1; i <= one.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j < row.length; j++) {
				int change = diagonal + ((one.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
			}
		}
		return row[other.length()];
	}

}
