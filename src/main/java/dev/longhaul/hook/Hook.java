package dev.longhaul.hook;

/**
 * Someone who is told of events.
 */
interface Hook {

	/**
	 * Tells; returns when the other side has taken it.
	 * @throws HookFailed if it did not
	 * @throws InterruptedException if there is no more time for it
	 */
	void call(HookEvent event) throws HookFailed, InterruptedException;

}
