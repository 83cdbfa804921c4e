package dev.longhaul.machine;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/**
 * Threads that do not keep the process: what they wait for may never answer.
 *
 * @param name of each
 */
public record DaemonThreads(String name) implements ThreadFactory, Executor {

	@Override
	public Thread newThread(Runnable task) {
		Thread thread = new Thread(task, this.name);
		thread.setDaemon(true);
		return thread;
	}

	/** In a thread of its own. */
	@Override
	public void execute(Runnable task) {
		newThread(task).start();
	}

}
