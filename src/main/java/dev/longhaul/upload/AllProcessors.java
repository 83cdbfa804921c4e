package dev.longhaul.upload;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

import dev.longhaul.machine.DaemonThreads;

/**
 * Hashes the parts of one file by all processors. One alone needs an hour and a half for
 * the MD5 of 4 TB, which have to be hashed before the first part is sent where the file
 * is a copy of the one whose upload began, or the repository was lost.
 */
final class AllProcessors {

	/**
	 * As many parts as are read at once while they are sent: more would make a disk seek.
	 */
	private static final int MOST = 8;

	private AllProcessors() {
	}

	/**
	 * What becomes of each part of a file, in their order. The first failure ends the
	 * others, and so does an interrupt of the calling thread.
	 * @param transfer told how many are still to be hashed
	 */
	static <T, R> List<R> map(List<T> parts, Transfer transfer, Function<T, R> hashing) {
		transfer.compares(parts.size());
		try {
			return map(parts, Math.min(MOST, Runtime.getRuntime().availableProcessors()), (part) -> {
				R done = hashing.apply(part);
				transfer.compared();
				return done;
			});
		}
		finally {
			transfer.compares(0);
		}
	}

	static <T, R> List<R> map(List<T> items, int most, Function<T, R> hashing) {
		int threads = Math.min(items.size(), most);
		if (threads <= 1) {
			return items.stream().map(hashing).toList();
		}
		ExecutorService pool = Executors.newFixedThreadPool(threads, new DaemonThreads("hash"));
		try {
			List<Future<R>> running = new ArrayList<>();
			items.forEach((item) -> running.add(pool.submit(() -> hashing.apply(item))));
			List<R> done = new ArrayList<>();
			for (Future<R> one : running) {
				done.add(one.get());
			}
			return done;
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Error error) {
				throw error; // of memory: it has words of its own
			}
			throw (ex.getCause() instanceof RuntimeException failure) ? failure : new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("ended while parts were hashed", ex);
		}
		finally {
			pool.shutdownNow();
		}
	}

}
