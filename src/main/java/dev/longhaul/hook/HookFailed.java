package dev.longhaul.hook;

/**
 * Who was to be told did not take it; the message says who and why, and tells no secret.
 */
final class HookFailed extends Exception {

	HookFailed(String message) {
		super(message);
	}

	HookFailed(String message, Throwable cause) {
		super(message, cause);
	}

}
