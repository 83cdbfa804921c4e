package dev.longhaul.repository.home;

import java.util.Optional;

/**
 * Another process owns the home.
 */
public final class HomeInUse extends RuntimeException {

	private final boolean takesRequests;

	private final String command;

	HomeInUse(Home home, Optional<Owner> owner) {
		super(owner.map((it) -> words(home, it))
			.orElseGet(() -> "another process holds %s, and %s does not say which%s; wait until it has ended".formatted(
					home.folder(), home.ownerFile(), Owner.unreadable(home).map(" (%s)"::formatted).orElse(""))));
		this.takesRequests = owner.filter(Owner::takesRequests).isPresent();
		this.command = owner.map(Owner::command).orElse("");
	}

	private static String words(Home home, Owner owner) {
		String sentence = switch (owner.command()) {
			case "worker" -> "another worker holds %s: %s; two on one machine need two names: --name";
			case "watch" -> "%s is held by %s; a watch goes on until somebody ends it: 'longhaul status' looks at it";
			default -> "%s is held by %s; wait for it, or look at it by 'longhaul status'";
		};
		return sentence.formatted(home.folder(), owner.words());
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
