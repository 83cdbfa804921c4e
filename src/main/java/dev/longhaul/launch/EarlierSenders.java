package dev.longhaul.launch;

import java.time.Duration;
import java.util.Optional;

import dev.longhaul.job.StopSwitch;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.machine.Pause;
import dev.longhaul.repository.SharedClaims;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until no worker sends parts any more that were asked for earlier, by a run that
 * died or by one that is about to abort the upload. Such a worker can record nothing any
 * more, but its part would still arrive: after the store was asked for its parts, amid
 * the completion, or behind the abort.
 */
public final class EarlierSenders {

	private static final Logger log = LoggerFactory.getLogger(EarlierSenders.class);

	private static final Duration LOOK = Duration.ofMillis(500);

	/** Longer than a loan of a frozen worker; a slow part may take longer still. */
	private static final int LOOKS = 600;

	private EarlierSenders() {
	}

	/**
	 * Waits. A part that arrives later all the same has the same bytes: at the worst the
	 * store refuses the completion, and the next run looks again what it has. A stop ends
	 * the wait: no step sends anything any more.
	 */
	public static void await(UploadIdentity identity, SharedClaims shared, StopSwitch stop) {
		boolean told = false;
		for (int looks = 0; looks < LOOKS && !stop.isStopping(); looks++) {
			Optional<String> sender = shared.sender(identity.claim());
			if (sender.isEmpty()) {
				return;
			}
			if (!told) {
				told = true;
				log.warn("waiting for {}, which still sends a part of {}", sender.get(), identity.file());
			}
			Pause.of(LOOK);
		}
	}

}
