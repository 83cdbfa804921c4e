package dev.longhaul.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import dev.longhaul.console.Console;
import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.JobDefinitions;
import dev.longhaul.report.UnknownUpload;
import dev.longhaul.repository.RepositoryReader;
import dev.longhaul.repository.home.Claim;
import dev.longhaul.repository.home.EmbeddedReader;
import dev.longhaul.repository.home.Home;
import dev.longhaul.repository.request.OwnerRequest;
import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceFile;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.StandardEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The command in front of the commands: what they share.
 */
@Command(name = "longhaul", mixinStandardHelpOptions = true,
		description = "Carries large files to S3 and S3-compatible stores, and finishes what it began.",
		synopsisSubcommandLabel = "COMMAND",
		footer = { "", "Exit codes: 0 all delivered or nothing to do; 1 unfinished, another run can",
				"finish it; 2 wrong usage or definition; 3 something needs a person; 75 another",
				"run holds the same work; 129, 130 and 143 stopped by a signal, resumable." })
final class LonghaulCommand {

	/** Longer than an owner that has done its work needs to close the repository. */
	private static final Duration OWNER_ENDS = Duration.ofMinutes(1);

	@Option(names = "--home", scope = ScopeType.INHERIT, paramLabel = "DIR",
			defaultValue = "${env:LONGHAUL_HOME:-.longhaul}",
			description = "Repository and log (default: $LONGHAUL_HOME or ./.longhaul).")
	private Path home = Path.of(".longhaul");

	@Option(names = "--jobs", scope = ScopeType.INHERIT, paramLabel = "DIR",
			defaultValue = "${env:LONGHAUL_JOBS:-jobs}",
			description = "Folder of definitions (default: $LONGHAUL_JOBS or ./jobs).")
	private Path jobs = Path.of("jobs");

	@Option(names = "-v", scope = ScopeType.INHERIT, description = "Show the log on stderr, with stack traces.")
	private boolean verbose;

	/** Where it was typed; the paths of its arguments are relative to it. */
	private final Path folder;

	private final @Nullable Path jobsOfAnother;

	private final Function<Home, RepositoryReader> reader;

	private final Function<Clock, Console> console;

	/** In the machine's zone, which dates in keys are given in. */
	private final Clock clock;

	private @Nullable Duration untilOwnerEnds;

	/** Typed here; with a way to read the repository. */
	LonghaulCommand(Function<Home, RepositoryReader> reader, Clock clock) {
		this.reader = reader;
		this.clock = clock;
		this.folder = Path.of("").toAbsolutePath();
		this.jobsOfAnother = null;
		this.console = Console::ofProcess;
	}

	/** Typed in another process, which wants to see what comes of it. */
	LonghaulCommand(OwnerRequest request, PrintStream out, PrintStream err, Clock clock) {
		this.clock = clock;
		this.reader = EmbeddedReader::new; // no command that is asked for reads
		this.folder = Path.of(request.folder());
		this.jobsOfAnother = Path.of(request.jobs());
		this.console = (told) -> Console.forAnother(out, err, told);
	}

	/** What the owner of the home has to know to carry it out. */
	OwnerRequest asRequest(List<String> arguments) {
		return new OwnerRequest(arguments, this.folder.toString(), jobs().toString());
	}

	/** The owner of the home takes no requests any more: it is waited for. */
	void ownerIsEnding() {
		this.untilOwnerEnds = OWNER_ENDS;
	}

	/** The owner of the home has refused: it is waited for, as long as the claim says. */
	void ownerRefuses() {
		this.untilOwnerEnds = Duration.ZERO;
	}

	Claim claim(String command, Duration wait) {
		Claim claim = new Claim(command, wait);
		return (this.untilOwnerEnds != null) ? claim.waiting(this.untilOwnerEnds) : claim;
	}

	Claim claim(String command) {
		return claim(command, Duration.ZERO);
	}

	Path absolute(Path path) {
		return this.folder.resolve(path).normalize();
	}

	/**
	 * The file that a person named.
	 * @throws UnknownUpload if this process's locale cannot read its name
	 */
	Path file(String name) {
		try {
			return SourceFile.requireText(absolute(SourceFile.pathOf(name)));
		}
		catch (SourceException ex) {
			throw new UnknownUpload(ex.getMessage());
		}
	}

	Home home() {
		return new Home(orElse(this.home, ".longhaul"));
	}

	/**
	 * Says it where there is nothing to do: a folder that is not mounted looks like that.
	 */
	void noticeOfNone(Definitions definitions) {
		if (definitions.all().isEmpty()) {
			console().notice("no definition in %s is enabled; name another folder with --jobs, or a definition"
				.formatted(jobs()));
		}
	}

	Path jobs() {
		return (this.jobsOfAnother != null) ? this.jobsOfAnother : absolute(orElse(this.jobs, "jobs"));
	}

	/** An empty LONGHAUL_HOME or LONGHAUL_JOBS, as a crontab may have it, is none. */
	private static Path orElse(Path said, String usual) {
		return said.toString().isEmpty() ? Path.of(usual) : said;
	}

	JobDefinitions definitions() {
		return new JobDefinitions(jobs(), this.folder, new StandardEnvironment());
	}

	/** The definitions for a command that was given these, or means all there are. */
	JobDefinitions definitions(List<String> named) {
		return named.isEmpty() ? definitions().requireAny() : definitions();
	}

	RepositoryReader reader() {
		return this.reader.apply(home());
	}

	/** Said by those who only look, before the answer: it may lack what they look for. */
	void noticeOfPassedOver() {
		reader().passedOver().ifPresent(console()::notice);
	}

	/**
	 * Sessions for those who only go on with what is there. Where nothing was ever begun,
	 * perhaps in a wrong home, all seems to be in order: that is said, and nothing is
	 * made there. Whoever asks an owner has the right one.
	 */
	RunSessions goingOn(RunSessions sessions) {
		if (hasNoRepository()) {
			console().noRepository(reader().place());
		}
		return beginningNothing(sessions);
	}

	/** Sessions for those who leave all as it is: also that nothing is there. */
	RunSessions beginningNothing(RunSessions sessions) {
		return hasNoRepository() ? sessions.temporary() : sessions;
	}

	private boolean hasNoRepository() {
		return this.jobsOfAnother == null && !reader().isThere();
	}

	Console console() {
		return this.console.apply(this.clock);
	}

	Clock clock() {
		return this.clock;
	}

	boolean isVerbose() {
		return this.verbose;
	}

}
