package dev.longhaul.upload;

import dev.longhaul.store.AccessRefused;
import dev.longhaul.store.ObjectSpec;
import dev.longhaul.store.PartBody;
import dev.longhaul.store.StoreException;
import dev.longhaul.store.StoreProbe;
import dev.longhaul.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The small objects that a trial writes and takes away again; what it cannot is said.
 */
record TrialObjects(StoreProbe probe) {

	private static final Logger log = LoggerFactory.getLogger(TrialObjects.class);

	/** An answer that was lost leaves open whether there is an object now. */
	void put(ObjectSpec object, PartBody body) {
		try {
			this.probe.store().put(object, body);
		}
		catch (StoreUnavailable ex) {
			takeAway(object.key());
			throw ex;
		}
	}

	void takeAway(String key) {
		try {
			this.probe.delete(key);
		}
		catch (AccessRefused ex) {
			log.warn(
					"the trial's object {} of some bytes is left, for the credentials may not delete it (s3:DeleteObject, and "
							+ "s3:DeleteObjectVersion where the bucket keeps versions); delete it by hand",
					key);
		}
		catch (StoreException ex) {
			log.warn("the trial's object {} of some bytes may be left: {}; delete it by hand if it is there", key,
					ex.getMessage());
		}
	}

}
