package dev.longhaul.cli;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.longhaul.console.Console;
import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.DefinitionsInUse.Hold;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.launch.UploadLauncher;
import dev.longhaul.launch.UploadRun;
import dev.longhaul.plan.DryRun;
import dev.longhaul.plan.RunPlanner;
import dev.longhaul.plan.UnfinishedPlanner;
import dev.longhaul.sweep.Sweeper;
import dev.longhaul.upload.TransferMonitor;

/**
 * An open repository and everything a command needs, for as long as it lasts.
 *
 * @param definitions that the command is about
 * @param asked whether another process asked for it
 */
public record RunSession(Definitions definitions, Engine engine, boolean asked,
		AutoCloseable closing) implements AutoCloseable {

	public RunPlanner planner() {
		return planner(this.definitions);
	}

	RunPlanner planner(Definitions planned) {
		return new RunPlanner(planned, this.engine.history(), this.engine.home(), this.engine.clock(),
				signals()::isStopping);
	}

	public UnfinishedPlanner unfinished() {
		return new UnfinishedPlanner(this.definitions, this.engine.history());
	}

	public UploadLauncher launcher() {
		return this.engine.launcher();
	}

	public UploadRun run() {
		return this.engine.run();
	}

	public Sweeper sweeper() {
		return new Sweeper(this.definitions, this.engine.history(), this.engine.launcher(), this.engine.stores(),
				this.engine.clock());
	}

	public DryRun dryRun() {
		return new DryRun(this.definitions, this.engine.history(), this.engine.clock());
	}

	public TransferMonitor monitor() {
		return this.engine.monitor();
	}

	StopSignals signals() {
		return this.engine.signals();
	}

	/**
	 * The exit code of the command. A signal outranks what was done until then; but a
	 * process that asked this one got no signal, and for it the work is only unfinished.
	 * @param own without a signal
	 */
	int exitCode(int own) {
		Optional<Integer> signal = signals().exitCode();
		if (this.asked && signal.isPresent()) {
			return Math.max(own, ExitCode.UNFINISHED);
		}
		return signal.orElse(own);
	}

	/** Tells who asked why not all was done. */
	void tellOfStop(Console console) {
		if (this.asked && signals().exitCode().isPresent()) {
			console
				.notice("process %d, which carried this out, was stopped meanwhile; run it again, it goes on from there"
					.formatted(ProcessHandle.current().pid()));
		}
	}

	/** Takes definitions into use that the session did not begin with. */
	void use(Collection<JobDefinition> more) {
		this.engine.definitions().use(more);
	}

	/** Forgets those that the session took into use and does not need any more. */
	void retain(Collection<JobDefinition> definitions) {
		this.engine.definitions().retain(definitions);
	}

	/**
	 * A session of another command, beside this one. What it brings is forgotten when it
	 * ends: the next one may bring a newer version.
	 * @throws dev.longhaul.definition.DefinitionsDiffer if this process works by other
	 * settings under a name of the other one's
	 */
	public RunSession beside(Definitions others) {
		// to close it lets go of those; the repository stays open
		return new RunSession(others, this.engine, true, this.engine.definitions().hold(others.all()));
	}

	/**
	 * This session with some definitions more. To close it only lets go of those.
	 */
	RunSession with(Collection<JobDefinition> more) {
		Hold hold = this.engine.definitions().hold(more);
		List<JobDefinition> all = Stream.concat(this.definitions.all().stream(), more.stream()).toList();
		return new RunSession(new Definitions(all), this.engine, this.asked, hold);
	}

	/** What stands in for the definitions of unfinished uploads that are gone. */
	List<JobDefinition> standIns() {
		return unfinished().leftBehind(Set.of())
			.stream()
			.map((upload) -> upload.identity().definition())
			.distinct()
			.map((name) -> this.engine.definitions().find(name).orElseGet(() -> JobDefinition.gone(name)))
			.toList();
	}

	@Override
	public void close() throws Exception {
		this.closing.close();
	}

}
