package dev.longhaul.hook;

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

}
