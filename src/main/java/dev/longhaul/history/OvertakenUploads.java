package dev.longhaul.history;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.IfExists;
import dev.longhaul.history.DeliveredKeys.DeliveredObject;
import dev.longhaul.job.UploadIdentity;

/**
 * Tells uploads that are not to go on, nor to be begun anew, because another file was
 * begun later and is delivered to their key: the bytes of a later night would be replaced
 * by those of an earlier one. That goes for {@code if-exists: overwrite} alone, under
 * which files share keys; the others keep the object of another file from being replaced.
 */
record OvertakenUploads(UploadAttempts attempts, DeliveredKeys keys, DefinitionsInUse definitions) {

	/**
	 * The file that has overtaken the last attempt, which is not proved.
	 * @param candidate under the key that it is to have
	 */
	Optional<Path> by(Candidate candidate, Attempt last) {
		UploadIdentity identity = candidate.identity();
		if (last.isProved() || !shares(identity)) {
			return Optional.empty();
		}
		ObjectPlace place = ObjectPlace.of(candidate);
		return Optional.ofNullable(this.keys.last(List.of(place)).get(place))
			.filter((object) -> object.isOfOtherThan(identity))
			.filter((object) -> begun(object) > this.attempts.first(identity, last.upload()))
			.map(DeliveredObject::path);
	}

	/**
	 * By the first attempt, here and there: a file may be begun anew in a later night.
	 */
	private long begun(DeliveredObject object) {
		return this.attempts.attempt(object.upload())
			.flatMap(Attempt::identity)
			.map((identity) -> this.attempts.first(identity, object.upload()))
			.orElse(object.upload());
	}

	private boolean shares(UploadIdentity identity) {
		return this.definitions.find(identity.definition())
			.filter((definition) -> definition.destination().ifExists() == IfExists.OVERWRITE)
			.isPresent();
	}

}
