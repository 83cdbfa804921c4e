package dev.longhaul.cli;

import java.util.concurrent.Callable;
import java.util.function.BiFunction;

import dev.longhaul.console.WorkerDisplay;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.Misconfigured;
import dev.longhaul.definition.TransferSettings;
import dev.longhaul.machine.HostName;
import dev.longhaul.repository.home.Home;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/**
 * Stays up and sends ranges of files that runs on other machines have planned.
 */
@Command(name = "worker", mixinStandardHelpOptions = true,
		description = "Stays up and sends ranges of large files for 'run --cluster' on other machines.")
final class WorkerCommand implements Callable<Integer> {

	private final BiFunction<Home, WorkerSession.Setting, WorkerSession> sessions;

	@ParentCommand
	private LonghaulCommand longhaul;

	@Option(names = "--name", paramLabel = "NAME", description = "Its name in 'nodes' (default: that of the machine).")
	private String name = HostName.known().orElse("worker");

	@Option(names = "--parts-at-once", paramLabel = "N", defaultValue = "8",
			description = "Ranges at once, one part of each (default: ${DEFAULT-VALUE}).")
	private int partsAtOnce = 8;

	@Option(names = "--json", description = "One JSON object a line on stdout.")
	private boolean json;

	/**
	 * The command.
	 * @param sessions takes the lock of the worker's own home and opens the repository
	 */
	WorkerCommand(BiFunction<Home, WorkerSession.Setting, WorkerSession> sessions) {
		this.sessions = sessions;
	}

	@Override
	public Integer call() throws Exception {
		try (WorkerSession session = this.sessions.apply(home(), setting())) {
			session.signals().listen();
			session.worker().requireSameVersion();
			WorkerDisplay display = this.longhaul.console().worker(this.json);
			display.begins(this.name, this.partsAtOnce);
			session.worker().work(display::ended);
			return session.signals().exitCode().orElseGet(() -> {
				session.requireRepository().run();
				return ExitCode.UNFINISHED;
			});
		}
	}

	/**
	 * Its own beside that of others on this machine, for its lock and log.
	 * @throws Misconfigured if the worker's name would lead elsewhere
	 */
	Home home() {
		requireSetting();
		return setting().home(this.longhaul.home());
	}

	private WorkerSession.Setting setting() {
		return new WorkerSession.Setting(this.name, this.partsAtOnce, this::definition);
	}

	/** Read anew for each range: a worker is up for months. */
	private JobDefinition definition(String definition) {
		return this.longhaul.definitions().ofWorker(definition);
	}

	private void requireSetting() {
		if (this.partsAtOnce < 1 || this.partsAtOnce > TransferSettings.MOST) {
			throw new Misconfigured("--parts-at-once has to be from 1 to " + TransferSettings.MOST);
		}
		if (!this.name.matches("[\\w.@-]+")) {
			throw new Misconfigured("--name may have letters, digits and . _ - @ only");
		}
	}

}
