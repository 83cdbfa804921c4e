package dev.longhaul.doctor;

import java.util.Optional;

/**
 * Tries the message broker that has a cluster's requests for ranges, by doing what a run
 * and its workers do with it.
 */
@FunctionalInterface
public interface BrokerProbe {

	/**
	 * Tries it.
	 * @return which it is, and for whom it works; empty where the settings name none
	 * @throws RuntimeException saying why it does not work, or what is wrong with the
	 * settings
	 */
	Optional<String> tried();

}
