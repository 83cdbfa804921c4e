package dev.longhaul.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import dev.longhaul.history.DeliveredKeys.DeliveredObject;
import dev.longhaul.job.UploadIdentity;

/**
 * Which file holds a key: the one that is being sent under it, or that a watch took to
 * send it, or else the last one that was delivered. One look of a watch does not see the
 * files of another look.
 */
public final class HeldKeys {

	private final DeliveredKeys delivered;

	/** Until they are delivered. */
	private final Map<ObjectPlace, Path> holders = new ConcurrentHashMap<>();

	HeldKeys(DeliveredKeys delivered) {
		this.delivered = delivered;
	}

	/** Takes the key for the candidate's file, unless another one holds it. */
	public TakenKey take(Candidate candidate) {
		Path mine = candidate.identity().file();
		ObjectPlace place = ObjectPlace.of(candidate);
		// asked again after each replacement: the holder may have let it go before
		for (Path holder = this.holders.putIfAbsent(place, mine); holder != null
				&& !holder.equals(mine); holder = this.holders.putIfAbsent(place, mine)) {
			if (isOther(holder, mine)) {
				return TakenKey.by(holder);
			}
			this.holders.replace(place, holder, mine);
		}
		DeliveredObject last = this.delivered.last(List.of(place)).get(place);
		if (last != null && isOther(last.path(), mine)) {
			this.holders.remove(place, mine);
			return TakenKey.by(last.path());
		}
		return (last != null) ? TakenKey.after(last.at()) : TakenKey.FREE;
	}

	/**
	 * The candidates whose key another file holds that is still there, each with that.
	 */
	public Map<Candidate, Path> holders(Collection<Candidate> candidates) {
		Map<ObjectPlace, DeliveredObject> last = this.delivered.last(candidates.stream().map(ObjectPlace::of).toList());
		Map<Candidate, Path> holders = new LinkedHashMap<>();
		for (Candidate candidate : candidates) {
			ObjectPlace place = ObjectPlace.of(candidate);
			Stream
				.concat(Optional.ofNullable(this.holders.get(place)).stream(),
						Optional.ofNullable(last.get(place)).map(DeliveredObject::path).stream())
				.filter((holder) -> isOther(holder, candidate.identity().file()))
				.findFirst()
				.ifPresent((holder) -> holders.put(candidate, holder));
		}
		return holders;
	}

	/** Not the same by another path, as a link or a mount gives it. */
	static boolean isOther(Path holder, Path mine) {
		try {
			return !holder.equals(mine) && !Files.notExists(holder) && !Files.isSameFile(holder, mine);
		}
		catch (IOException ex) {
			return true;
		}
	}

	/** Notes that a file is being sent under a key. */
	void begun(UploadIdentity identity, String key) {
		this.holders.put(new ObjectPlace(identity.destination(), key), identity.file());
	}

	/**
	 * Notes that the file does not need it any more: the table of deliveries has it, or
	 * its upload was ended.
	 */
	void free(UploadIdentity identity, String key) {
		this.holders.remove(new ObjectPlace(identity.destination(), key), identity.file());
	}

}
