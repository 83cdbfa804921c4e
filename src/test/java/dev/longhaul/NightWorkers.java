package dev.longhaul;

import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.longhaul.cli.WorkerSession;
import dev.longhaul.cluster.RangeEvent;
import dev.longhaul.cluster.RangeSender.LocalDefinitions;
import dev.longhaul.definition.JobDefinitions;
import dev.longhaul.repository.home.Home;
import org.awaitility.Awaitility;
import org.springframework.core.env.StandardEnvironment;

/**
 * Workers in this process, for the files of a folder.
 *
 * @param events what became of their ranges
 */
record NightWorkers(Path folder, Queue<RangeEvent> events) {

	static NightWorkers in(Path folder) {
		return new NightWorkers(folder, new ConcurrentLinkedQueue<>());
	}

	/** One that works until it is closed. */
	WorkerSession open(String name, int slots) {
		return open(name, slots, definitions(this.folder));
	}

	/** One that has definitions of its own. */
	WorkerSession open(String name, int slots, LocalDefinitions definitions) {
		WorkerSession session = BootWorkers.open(new Home(this.folder.resolve("worker-" + name)),
				new WorkerSession.Setting(name, slots, definitions), LocalTime.leave());
		var unused = OwnThread.run(() -> session.worker().work(this.events::add));
		return session;
	}

	static LocalDefinitions definitions(Path folder) {
		return new JobDefinitions(folder, Path.of(""), new StandardEnvironment())::ofWorker;
	}

	/** Waits until it has been said of a range. */
	void await(String words) {
		Awaitility.await().until(() -> this.events.stream().anyMatch((event) -> event.message().contains(words)));
	}

}
