package dev.longhaul.machine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * The name of this machine, by which it is known to the others that use a repository.
 */
public final class HostName {

	private static final String UNNAMED = "an unnamed host";

	private HostName() {
	}

	/** To be read by a person. */
	public static String shown() {
		return known().orElse(UNNAMED);
	}

	/** Empty where it cannot be looked up. */
	public static Optional<String> known() {
		try {
			return Optional.of(InetAddress.getLocalHost().getHostName());
		}
		catch (UnknownHostException ex) {
			return Optional.empty();
		}
	}

}
