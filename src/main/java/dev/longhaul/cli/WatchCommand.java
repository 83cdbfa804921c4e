package dev.longhaul.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.longhaul.console.WatchDisplay;
import dev.longhaul.definition.Definitions;
import dev.longhaul.report.WatchHealth;
import dev.longhaul.repository.home.Claim;
import dev.longhaul.watch.ReloadedDefinitions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * Stays up and uploads what is dropped into the folders of definitions.
 */
@Command(name = "watch", mixinStandardHelpOptions = true,
		description = "Stays up and uploads what is dropped into the folders of the definitions.")
final class WatchCommand implements Callable<Integer> {

	private final RunSessions sessions;

	@Spec
	private CommandSpec spec;

	@ParentCommand
	private LonghaulCommand longhaul;

	@Parameters(paramLabel = "DEFINITION", arity = "0..*",
			description = "Names in the jobs folder or paths of YAML files; none means all that are enabled.")
	private List<String> definitions = new ArrayList<>();

	@Option(names = "--every", paramLabel = "DURATION", converter = DurationConverter.class, defaultValue = "10s",
			description = "Pause between two looks at a folder (default: ${DEFAULT-VALUE}).")
	private Duration every = Duration.ofSeconds(10);

	@Option(names = "--wait", paramLabel = "DURATION", converter = DurationConverter.class, defaultValue = "0s",
			description = "Wait for so long, such as 30m or 2h, while another process holds the home.")
	private Duration wait = Duration.ZERO;

	@Mixin
	private ClusterOption cluster = new ClusterOption();

	@Option(names = "--json", description = "One JSON object a line on stdout.")
	private boolean json;

	WatchCommand(RunSessions sessions) {
		this.sessions = sessions;
	}

	@Override
	public Integer call() throws Exception {
		if (this.every.toMillis() == 0) {
			throw new ParameterException(this.spec.commandLine(),
					"--every has to be at least 1ms, or the folders would be looked at without a pause; write 10s");
		}
		ReloadedDefinitions reloaded = new ReloadedDefinitions(this.longhaul.definitions(), this.definitions);
		Definitions inUse = new Definitions(reloaded.read());
		this.longhaul.noticeOfNone(inUse);
		WatchDisplay display = this.longhaul.console().watch(this.json);
		Path health = WatchHealth.in(this.longhaul.home().folder());
		// it may stay up for months: another watch does not ask it, it waits
		Claim claim = new Claim("watch", this.wait, false);
		RunSessions opening = this.cluster.of(this.sessions, this.longhaul.home());
		try (RunSession session = opening.open(this.longhaul.home(), inUse, claim);
				WatchLoop loop = new WatchLoop(session, reloaded, display, this.every)) {
			display.begins(inUse.all()
				.stream()
				.map((definition) -> "%s (%s)".formatted(definition.source().root(), definition.name()))
				.toList(), this.every);
			return loop.untilStopped(health);
		}
	}

}
