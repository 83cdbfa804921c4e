package dev.longhaul;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What goes on beside a test, each on a thread of its own: the common pool has a single
 * thread where there are two processors.
 */
public final class OwnThread {

	private OwnThread() {
	}

	/** Begins something of which the end is waited for. */
	public static CompletableFuture<Void> run(Runnable work) {
		return CompletableFuture.runAsync(work, OwnThread::begin);
	}

	/** Begins something that has an outcome. */
	public static <T> CompletableFuture<T> supply(Supplier<T> work) {
		return CompletableFuture.supplyAsync(work, OwnThread::begin);
	}

	private static void begin(Runnable work) {
		Thread thread = new Thread(work, "beside the test");
		thread.setDaemon(true); // what hangs does not keep the tests from ending
		thread.start();
	}

}
