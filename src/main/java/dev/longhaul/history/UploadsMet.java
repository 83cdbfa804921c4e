package dev.longhaul.history;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.longhaul.job.UploadIdentity;
import dev.longhaul.source.FollowedLinks;

/**
 * What this process met that is in no table: uploads that are not to be sent, links in
 * the folders of definitions, and which definitions a watch has to look at the tables
 * for.
 */
public final class UploadsMet {

	private final Map<File, UploadIdentity> turnedAway = new ConcurrentHashMap<>();

	private final Map<String, FollowedLinks> links = new ConcurrentHashMap<>();

	/** Their definitions. */
	private final Set<String> failedByName = ConcurrentHashMap.newKeySet();

	/** Notes by which links a definition's last look found files. */
	public void followed(String definition, FollowedLinks found) {
		this.links.put(definition, found);
	}

	/** The links of a definition's last look; nothing if this process made none. */
	public Optional<FollowedLinks> followed(String definition) {
		return Optional.ofNullable(this.links.get(definition));
	}

	/** Notes that {@code if-exists: skip} has the last word on an upload. */
	public void turnedAway(UploadIdentity identity) {
		this.turnedAway.put(File.of(identity), identity);
	}

	/** Notes that an upload begins, or goes on: what was said of it before is no more. */
	void begun(UploadIdentity identity) {
		this.turnedAway.remove(File.of(identity));
	}

	public boolean isTurnedAway(UploadIdentity identity) {
		return identity.equals(this.turnedAway.get(File.of(identity)));
	}

	/** Notes that an upload has failed whose file {@code --file} named. */
	public void failedByName(UploadIdentity identity) {
		this.failedByName.add(identity.definition());
	}

	/** Whether one of this definition has, since this was last asked. */
	public boolean hasFailedByName(String definition) {
		return this.failedByName.remove(definition);
	}

	/** Keeps of what a definition sends these files only; a watch lives for months. */
	public void keep(String definition, Set<Path> there) {
		this.turnedAway.values().removeIf((met) -> met.definition().equals(definition) && !there.contains(met.file()));
	}

	/** Of one definition, whichever version it is. */
	private record File(String definition, String path) {

		static File of(UploadIdentity identity) {
			return new File(identity.definition(), identity.path());
		}

	}

}
