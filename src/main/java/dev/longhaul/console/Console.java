package dev.longhaul.console;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.longhaul.history.HistoryPruner.Pruned;
import dev.longhaul.report.NodeView;
import dev.longhaul.report.StatusReport;
import dev.longhaul.report.UploadDetails;
import dev.longhaul.report.UploadView;

/**
 * The report on stdout, in the form that suits whoever reads it.
 */
public final class Console {

	private final PrintStream out;

	private final PrintStream err;

	private final boolean terminal;

	private final Clock clock;

	Console(PrintStream out, PrintStream err, boolean terminal, Clock clock) {
		this.out = out;
		this.err = err;
		this.terminal = terminal;
		this.clock = clock;
	}

	/** The process's own; file names are written in UTF-8 whatever cron's locale is. */
	public static Console ofProcess(Clock clock) {
		return new Console(new PrintStream(System.out, true, StandardCharsets.UTF_8), System.err,
				isTerminal() && isTerminal(Path.of("/proc/self/fd/2")), clock);
	}

	/** For another process that has asked; it prints the lines itself. */
	public static Console forAnother(PrintStream out, PrintStream err, Clock clock) {
		return new Console(out, err, false, clock);
	}

	/** How a run is shown. */
	public RunDisplay run(boolean json) {
		if (json) {
			return new JsonDisplay(new JsonLines(this.out));
		}
		return this.terminal ? new BarDisplay(this.out, System.err, System::nanoTime)
				: new PlainDisplay(this.out, this.clock);
	}

	/**
	 * Whether nobody has closed the pipe, as {@code head} does when it has seen enough.
	 */
	public boolean isRead() {
		return !this.out.checkError();
	}

	/** A text without control characters: the names in it may hold anything. */
	public static String printable(String text) {
		return Amounts.printable(text);
	}

	/** Tells whoever waits something that is no part of the report. */
	public void notice(String sentence) {
		this.err.println("longhaul: " + Amounts.printable(sentence));
	}

	/** A line of a report that is made elsewhere. */
	public void line(String line) {
		this.out.println(line);
	}

	/** How a run is shown where only what did not go well is of interest. */
	public RunDisplay quietRun(boolean json) {
		return new QuietDisplay(run(json));
	}

	/** What was taken out of the history. */
	public void pruned(Pruned pruned, boolean dryRun, boolean json) {
		if (json) {
			new JsonLines(this.out).print(pruned);
			return;
		}
		this.out.println("longhaul: %s that ended before %s %s pruned, %d stay%s".formatted(
				Amounts.count(pruned.uploads(), "upload"), Amounts.moment(pruned.before()),
				dryRun ? "would be" : (pruned.uploads() == 1) ? "was" : "were", pruned.left(),
				pruned.stopped() ? "; stopped before the end: the next prune goes on from there" : ""));
	}

	/**
	 * What was moved to PostgreSQL.
	 * @param pruned uploads of which only a line was left
	 * @param aside where the database's files of the home are now
	 */
	public void moved(int uploads, int pruned, Path home, Path aside, boolean json) {
		if (json) {
			Map<String, Object> line = new LinkedHashMap<>();
			line.put("uploads", uploads);
			line.put("pruned", pruned);
			line.put("home", home.toString());
			line.put("aside", aside.toString());
			new JsonLines(this.out).print(line);
			return;
		}
		this.out.println("moved %d uploads and %d pruned ones to PostgreSQL; the database's files of %s are in %s now"
			.formatted(uploads, pruned, home, aside));
	}

	/** How a watch is shown. */
	public WatchDisplay watch(boolean json) {
		return new WatchDisplay(this.out, json);
	}

	/** How a worker is shown. */
	public WorkerDisplay worker(boolean json) {
		return new WorkerDisplay(this.out, json);
	}

	/** The processes of all machines. */
	public void nodes(List<NodeView> nodes, boolean json) {
		lines(nodes, json, new NodeText(this.out)::line,
				"no process is known; only a repository in PostgreSQL knows them");
	}

	/** How a sweep is shown. */
	public SweepDisplay sweep(boolean json) {
		return new SweepDisplay(this.out, json);
	}

	/** How a verification is shown. */
	public VerifyDisplay verify(boolean json) {
		return new VerifyDisplay(this.out, json);
	}

	/** How a pre-flight is shown. */
	public DoctorDisplay doctor(boolean json) {
		return new DoctorDisplay(this.out, json);
	}

	/**
	 * Nothing was ever begun here: perhaps the wrong home. On stderr, for it is no
	 * report.
	 */
	public void noRepository(String place) {
		notice("there is no repository yet: no run was ever begun with " + place);
	}

	/** What is not finished, and what the last runs did. */
	public void status(StatusReport status, boolean json) {
		uploads(status.unfinished(), json);
		LastRunText runs = new LastRunText(this.out, status);
		WatchText watch = new WatchText(this.out, status.at());
		if (json) {
			runs.json();
			status.watch().ifPresent(watch::json);
		}
		else {
			runs.lines();
			status.watch().ifPresent(watch::lines);
		}
	}

	/** The uploads that are not finished. */
	public void uploads(List<UploadView> uploads, boolean json) {
		lines(uploads, json, new UploadText(this.out)::line, "nothing is under way or unfinished");
	}

	/** How the history is shown. */
	public HistoryDisplay history(boolean json) {
		return new HistoryDisplay(this.out, json);
	}

	private <T extends Record> void lines(List<T> rows, boolean json, Consumer<T> inWords, String ofNone) {
		if (json) {
			rows.forEach(new JsonLines(this.out)::print);
			return;
		}
		rows.forEach(inWords);
		if (rows.isEmpty()) {
			this.out.println(ofNone);
		}
	}

	/** One upload with all that is known of it. */
	public void show(UploadDetails details, boolean json) {
		if (json) {
			new JsonLines(this.out).print(details);
		}
		else {
			new UploadText(this.out).details(details);
		}
	}

	/** Since JDK 22 a console may exist that is no terminal. */
	@SuppressWarnings("SystemConsoleNull") // on JDK 17 it is null, later it is asked
	private static boolean isTerminal() {
		java.io.Console console = System.console();
		if (console == null || "dumb".equals(System.getenv("TERM"))) {
			return false;
		}
		try {
			return Boolean.TRUE.equals(java.io.Console.class.getMethod("isTerminal").invoke(console));
		}
		catch (ReflectiveOperationException ex) {
			return true;
		}
	}

	/**
	 * Whether an open file is a terminal. Java asks about stdin and stdout only, and bars
	 * are drawn on stderr.
	 * @param opened what Linux links to it; where there is no such link it counts as one
	 */
	static boolean isTerminal(Path opened) {
		try {
			return Files.readSymbolicLink(opened).toString().matches("/dev/(pts/|tty|console|hvc).*");
		}
		catch (IOException | UnsupportedOperationException ex) {
			return true;
		}
	}

}
