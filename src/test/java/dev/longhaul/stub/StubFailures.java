package dev.longhaul.stub;

import java.util.ArrayList;
import java.util.List;

/**
 * What went wrong in the stub or in a test's hook, kept until the stub is closed so that
 * no test passes over it.
 */
final class StubFailures {

	private final List<Throwable> failures = new ArrayList<>();

	synchronized void add(Throwable failure) {
		this.failures.add(failure);
	}

	synchronized void raise() {
		if (this.failures.isEmpty()) {
			return;
		}
		IllegalStateException all = new IllegalStateException("The stub or a hook failed: " + this.failures);
		this.failures.forEach(all::addSuppressed);
		this.failures.clear();
		throw all;
	}

}
