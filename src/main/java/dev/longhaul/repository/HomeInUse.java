package dev.longhaul.repository;

import java.util.Optional;

/**
 * Another process owns the home.
 */
public final class HomeInUse extends RuntimeException {

	private final boolean takesRequests;

	private final String command;

	HomeInUse(Home home, Optional<Owner> owner) {
		super((command(owner).equals("worker") ? "another worker holds %s%s; two on one machine need two names: --name"
				: "another run holds %s%s; wait for it, or look at it by 'longhaul status'")
			.formatted(home.folder(), Owner.words(owner)));
		this.takesRequests = owner.filter(Owner::takesRequests).isPresent();
		this.command = command(owner);
	}

	private static String command(Optional<Owner> owner) {
		return owner.map(Owner::command).orElse("");
	}

	/** Whether its owner was started for this command. */
	public boolean isBy(String name) {
		return this.command.equals(name);
	}

	/** Whether its owner may be asked to do the work. */
	public boolean takesRequests() {
		return this.takesRequests;
	}

}
