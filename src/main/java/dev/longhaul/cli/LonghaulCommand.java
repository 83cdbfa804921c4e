package dev.longhaul.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;

import dev.longhaul.console.Console;
import dev.longhaul.definition.JobDefinitions;
import dev.longhaul.repository.Home;
import dev.longhaul.repository.RepositoryReader;
import org.springframework.core.env.StandardEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The command in front of the commands: what they share.
 */
@Command(name = "longhaul", mixinStandardHelpOptions = true, versionProvider = Version.class,
		description = "Carries large files to S3 and S3-compatible stores, and finishes what it began.",
		synopsisSubcommandLabel = "COMMAND",
		footer = { "", "Exit codes: 0 all delivered or nothing to do; 1 unfinished, a rerun can finish it;",
				"2 wrong usage or definition; 3 something needs a person; 75 another run holds",
				"the same work; 130 and 143 stopped by a signal, resumable." })
public final class LonghaulCommand {

	@Option(names = "--home", scope = ScopeType.INHERIT, paramLabel = "DIR",
			defaultValue = "${env:LONGHAUL_HOME:-.longhaul}",
			description = "Repository and log (default: $LONGHAUL_HOME or ./.longhaul).")
	private Path home = Path.of(".longhaul");

	@Option(names = "--jobs", scope = ScopeType.INHERIT, paramLabel = "DIR",
			defaultValue = "${env:LONGHAUL_JOBS:-jobs}",
			description = "Folder of the definitions (default: $LONGHAUL_JOBS or ./jobs).")
	private Path jobs = Path.of("jobs");

	@Option(names = "-v", scope = ScopeType.INHERIT, description = "Show the log on stderr, with stack traces.")
	private boolean verbose;

	Home home() {
		return new Home(this.home);
	}

	Path jobs() {
		return this.jobs.toAbsolutePath().normalize();
	}

	JobDefinitions definitions() {
		return new JobDefinitions(this.jobs, new StandardEnvironment());
	}

	RepositoryReader reader() {
		return new RepositoryReader(home());
	}

	Console console() {
		return Console.ofProcess(clock());
	}

	Clock clock() {
		return Clock.system(ZoneId.systemDefault());
	}

	boolean isVerbose() {
		return this.verbose;
	}

}
