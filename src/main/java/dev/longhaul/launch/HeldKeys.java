package dev.longhaul.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.longhaul.job.UploadIdentity;

/**
 * Which file holds a key: the one that is being sent under it, or that a watch took to
 * send it, or else the last one that was delivered. One look of a watch does not see the
 * files of another look.
 */
final class HeldKeys {

	private final DeliveredFiles delivered;

	/** Until they are delivered. */
	private final Map<Place, Path> holders = new ConcurrentHashMap<>();

	HeldKeys(DeliveredFiles delivered) {
		this.delivered = delivered;
	}

	/**
	 * Takes the key for the candidate's file.
	 * @return the other file that holds it, if that is still there
	 */
	Optional<Path> take(Candidate candidate) {
		Path mine = candidate.identity().file();
		Place place = Place.of(candidate);
		for (Path holder = this.holders.putIfAbsent(place, mine); holder != null
				&& !holder.equals(mine); holder = this.holders.get(place)) {
			if (isOther(holder, mine)) {
				return Optional.of(holder);
			}
			this.holders.replace(place, holder, mine);
		}
		Optional<Path> other = Optional.ofNullable(delivered(List.of(candidate)).get(place))
			.filter((holder) -> isOther(holder, mine));
		other.ifPresent((holder) -> this.holders.remove(place, mine));
		return other;
	}

	/**
	 * The candidates whose key another file holds that is still there, each with that.
	 */
	Map<Candidate, Path> holders(Collection<Candidate> candidates) {
		Map<Place, Path> delivered = delivered(candidates);
		Map<Candidate, Path> holders = new LinkedHashMap<>();
		for (Candidate candidate : candidates) {
			Place place = Place.of(candidate);
			Stream.of(this.holders, delivered)
				.flatMap((known) -> Optional.ofNullable(known.get(place)).stream())
				.filter((holder) -> isOther(holder, candidate.identity().file()))
				.findFirst()
				.ifPresent((holder) -> holders.put(candidate, holder));
		}
		return holders;
	}

	/** By place. */
	private Map<Place, Path> delivered(Collection<Candidate> candidates) {
		Map<String, List<String>> keys = candidates.stream()
			.collect(Collectors.groupingBy((candidate) -> candidate.identity().destination(),
					Collectors.mapping(Candidate::key, Collectors.toList())));
		Map<Place, Path> holders = new HashMap<>();
		keys.forEach((destination, wanted) -> this.delivered.holders(destination, wanted)
			.forEach((key, file) -> holders.put(new Place(destination, key), named(file))));
		return holders;
	}

	/**
	 * The file, or the folder above it where this process's locale cannot read its name:
	 * a holder for which nobody can look counts as one that is there.
	 */
	private static Path named(String file) {
		try {
			return Path.of(file);
		}
		catch (InvalidPathException ex) {
			return named(file.substring(0, Math.max(1, file.lastIndexOf('/'))));
		}
	}

	/** Not the same by another path, as a link or a mount gives it. */
	private static boolean isOther(Path holder, Path mine) {
		try {
			return !holder.equals(mine) && !Files.notExists(holder) && !Files.isSameFile(holder, mine);
		}
		catch (IOException ex) {
			return true;
		}
	}

	/** Notes that a file is being sent under a key. */
	void begun(UploadIdentity identity, String key) {
		this.holders.put(new Place(identity.destination(), key), identity.file());
	}

	/**
	 * Notes that the file does not need it any more: the table of deliveries has it, or
	 * its upload was ended.
	 */
	void free(UploadIdentity identity, String key) {
		this.holders.remove(new Place(identity.destination(), key), identity.file());
	}

}
