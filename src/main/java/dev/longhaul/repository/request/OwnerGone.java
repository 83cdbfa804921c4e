package dev.longhaul.repository.request;

import dev.longhaul.repository.home.Home;
import dev.longhaul.repository.home.Owner;

/**
 * The owner of the home ended while it carried out a request.
 */
public final class OwnerGone extends RuntimeException {

	OwnerGone(Home home, Owner owner) {
		super("the run that holds %s (%s) ended before it had done what was asked; run again, what is sent is not sent twice"
			.formatted(home.folder(), owner));
	}

}
