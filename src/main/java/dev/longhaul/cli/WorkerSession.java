package dev.longhaul.cli;

import java.nio.file.Path;

import dev.longhaul.cluster.RangeSender.LocalDefinitions;
import dev.longhaul.cluster.Worker;
import dev.longhaul.repository.home.Home;

/**
 * An open repository and a worker on it, for as long as it lasts.
 *
 * @param requireRepository throws if the repository was lost
 */
public record WorkerSession(Worker worker, StopSignals signals, Runnable requireRepository,
		AutoCloseable closing) implements AutoCloseable {

	@Override
	public void close() throws Exception {
		this.closing.close();
	}

	/**
	 * What a worker is told.
	 *
	 * @param name by which people know it
	 * @param partsAtOnce how many ranges at once, one part of each
	 */
	public record Setting(String name, int partsAtOnce, LocalDefinitions definitions) {

		/** Log and lock of a worker, beside those of other processes of this home. */
		Home home(Home home) {
			Path folder = home.folder();
			return new Home(folder.resolve("worker-" + this.name));
		}

	}

}
