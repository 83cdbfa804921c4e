package dev.longhaul;

import java.util.List;

import dev.longhaul.cluster.NodeRegistry;
import dev.longhaul.cluster.NodeRegistry.Self;
import dev.longhaul.cluster.RangeSender.LocalDefinitions;
import dev.longhaul.machine.HostName;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/**
 * What a process is for: its command, as others see it, and the beans that it needs
 * beside those of all.
 *
 * @param known registers the beans that are older than the session
 */
record Role(Self self, List<Class<?>> wirings, ApplicationContextInitializer<GenericApplicationContext> known) {

	/** Sends its files by itself. */
	static Role alone(String command) {
		return new Role(new Self(HostName.shown(), command, 0), List.of(), (context) -> {
		});
	}

	/** Has workers send the ranges of its files. */
	static Role manager(String command) {
		return new Role(new Self(HostName.shown(), command + " --cluster", 0), List.of(ManagerWiring.class),
				(context) -> {
				});
	}

	/** Sends ranges of others' files. */
	static Role worker(String name, int slots, LocalDefinitions definitions) {
		return new Role(new Self(name, NodeRegistry.WORKER, slots), List.of(WorkerWiring.class),
				(context) -> context.registerBean(LocalDefinitions.class, () -> definitions));
	}

	boolean isWorker() {
		return this.self.role().equals(NodeRegistry.WORKER);
	}

	String command() {
		return this.self.role();
	}

}
