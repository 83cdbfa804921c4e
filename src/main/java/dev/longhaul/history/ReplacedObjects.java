package dev.longhaul.history;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.IfExists;
import dev.longhaul.history.DeliveredFiles.Line;
import dev.longhaul.history.DeliveredKeys.DeliveredObject;
import dev.longhaul.job.UploadIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Tells the deliveries whose object has been replaced by another file's, sent when their
 * own file was away: they are none any more. That goes for {@code if-exists: replace}
 * alone. Files of {@code overwrite} share keys, and would replace each other in every
 * run; under {@code skip} and {@code fail} the store has let no object be replaced.
 */
record ReplacedObjects(DeliveredKeys keys, DefinitionsInUse definitions) {

	/** Those of the deliveries that are none any more. */
	Set<UploadIdentity> among(Map<UploadIdentity, Line> deliveries) {
		Map<UploadIdentity, ObjectPlace> places = new HashMap<>();
		deliveries.forEach((identity, line) -> {
			String key = line.delivery().key();
			if (line.shared() && key != null && isSpared(identity)) {
				places.put(identity, new ObjectPlace(identity.destination(), key));
			}
		});
		Map<ObjectPlace, DeliveredObject> last = this.keys.last(places.values());
		Set<UploadIdentity> replaced = new HashSet<>();
		deliveries.forEach((identity, line) -> {
			ObjectPlace place = places.get(identity);
			if (place != null && isLater(last.get(place), identity, line.at())) {
				replaced.add(identity);
			}
		});
		return replaced;
	}

	/**
	 * Whether it is so with one delivery.
	 * @param proved when that was proved
	 */
	boolean has(UploadIdentity identity, String key, Instant proved) {
		ObjectPlace place = new ObjectPlace(identity.destination(), key);
		return isSpared(identity) && isLater(this.keys.last(List.of(place)).get(place), identity, proved);
	}

	private static boolean isLater(@Nullable DeliveredObject last, UploadIdentity mine, Instant proved) {
		return last != null && last.at().isAfter(proved) && last.isOfOtherThan(mine);
	}

	/** Whether its definition lets each file have an object of its own. */
	private boolean isSpared(UploadIdentity identity) {
		return this.definitions.find(identity.definition())
			.filter((definition) -> definition.destination().ifExists() == IfExists.REPLACE)
			.isPresent();
	}

}
