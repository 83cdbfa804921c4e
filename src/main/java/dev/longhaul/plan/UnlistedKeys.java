package dev.longhaul.plan;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.KeyTemplate;
import dev.longhaul.history.Candidate;
import dev.longhaul.history.Decision.Action;
import dev.longhaul.history.UploadHistory;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.upload.Cure;

/**
 * Refuses files whose upload no list could name. What was delivered under such a key, or
 * begun, stays so.
 */
record UnlistedKeys(Definitions definitions, UploadHistory history) {

	/** Those of the candidates, each with its refusal. */
	Map<Candidate, UploadOutcome> among(Collection<Candidate> candidates) {
		Map<Candidate, UploadOutcome> refused = new LinkedHashMap<>();
		for (Candidate candidate : candidates) {
			KeyTemplate.notInXml(candidate.key(), candidate.identity().file())
				.filter((why) -> isNewOfSeveralParts(candidate))
				.ifPresent((why) -> refused.put(candidate,
						UploadOutcome.refused(candidate, String.valueOf(why.getMessage()), Cure.PERSON)));
		}
		return refused;
	}

	private boolean isNewOfSeveralParts(Candidate candidate) {
		UploadIdentity identity = candidate.identity();
		return this.definitions.get(identity.definition()).transfer().size().splits(identity.size())
				&& this.history.decisions().of(candidate, false).action() == Action.START;
	}

}
