package dev.longhaul.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.longhaul.job.UploadIdentity;

/**
 * Which file holds a key: the one that is being sent under it, or that a watch took to
 * send it, or else the last one that was delivered. One look of a watch does not see the
 * files of another look.
 */
final class HeldKeys {

	private final DeliveredFiles delivered;

	/** Until they are delivered. */
	private final Map<String, Path> holders = new ConcurrentHashMap<>();

	HeldKeys(DeliveredFiles delivered) {
		this.delivered = delivered;
	}

	/**
	 * Takes the key for the candidate's file.
	 * @return the other file that holds it, if that is still there
	 */
	Optional<Path> take(Candidate candidate) {
		Path mine = candidate.identity().file();
		String place = place(candidate.identity().destination(), candidate.key());
		for (Path holder = this.holders.putIfAbsent(place, mine); holder != null
				&& !holder.equals(mine); holder = this.holders.get(place)) {
			if (!Files.notExists(holder)) {
				return Optional.of(holder);
			}
			this.holders.replace(place, holder, mine);
		}
		Optional<Path> other = this.delivered.holder(candidate.identity().destination(), candidate.key())
			.map(Path::of)
			.filter((holder) -> !holder.equals(mine) && !Files.notExists(holder));
		other.ifPresent((holder) -> this.holders.remove(place, mine));
		return other;
	}

	/** Notes that a file is being sent under a key. */
	void begun(UploadIdentity identity, String key) {
		this.holders.put(place(identity.destination(), key), identity.file());
	}

	/** Notes that the table of deliveries has it now. */
	void delivered(UploadIdentity identity, String key) {
		this.holders.remove(place(identity.destination(), key), identity.file());
	}

	static String place(String destination, String key) {
		return destination + "/" + key;
	}

}
