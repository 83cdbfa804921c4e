package dev.longhaul.hook;

import java.io.IOException;

import dev.longhaul.machine.FileSystemWords;

/**
 * Whoever was to be told did not take it; the message says who and why, and discloses no
 * secret.
 */
final class HookFailed extends Exception {

	HookFailed(String message) {
		super(message);
	}

	HookFailed(String message, Throwable cause) {
		super(message, cause);
	}

	/** There is no temporary file for what it is told. */
	static HookFailed withoutFile(String hook, IOException ex) {
		return new HookFailed("%s was not called: its event needs a file in %s (%s)".formatted(hook,
				System.getProperty("java.io.tmpdir"), FileSystemWords.withFile(ex)), ex);
	}

}
