package dev.longhaul;

import dev.longhaul.stub.ArtemisBroker;

/**
 * What holds the requests for ranges.
 */
enum RequestsIn {

	POSTGRESQL, ARTEMIS;

	/**
	 * Sets that up.
	 * @param broker of the test's own class: another one's may have ended
	 */
	void use(Settings settings, ArtemisBroker broker) {
		if (this == ARTEMIS) {
			settings.use(broker.settings());
		} // else nothing is said
	}

}
