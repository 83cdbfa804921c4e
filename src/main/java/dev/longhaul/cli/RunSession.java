package dev.longhaul.cli;

import java.util.Collection;
import java.util.List;

import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.launch.RunPlanner;
import dev.longhaul.launch.Sweeper;
import dev.longhaul.launch.UploadLauncher;
import dev.longhaul.launch.UploadRun;
import dev.longhaul.upload.TransferMonitor;

/**
 * An open repository and everything a command needs, for as long as it lasts.
 *
 * @param definitions that the command is about
 */
public record RunSession(DefinitionsInUse definitions, Engine engine, AutoCloseable closing) implements AutoCloseable {

	public RunPlanner planner() {
		return new RunPlanner(this.definitions, this.engine.history(), this.engine.clock());
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

	public TransferMonitor monitor() {
		return this.engine.monitor();
	}

	StopSignals signals() {
		return this.engine.signals();
	}

	/** Takes definitions into use that the session did not begin with. */
	void use(Collection<JobDefinition> more) {
		this.engine.definitions().use(more);
		this.engine.suffice().run();
	}

	/**
	 * A session of another command, beside this one.
	 * @throws DefinitionsDiffer if this process works by other settings under a name of
	 * the other one's
	 */
	public RunSession beside(DefinitionsInUse others) {
		List<String> differing = this.engine.definitions().differing(others.all());
		if (!differing.isEmpty()) {
			throw new DefinitionsDiffer(differing);
		}
		use(others.all());
		return new RunSession(others, this.engine, () -> {
			// the repository stays open
		});
	}

	@Override
	public void close() throws Exception {
		this.closing.close();
	}

}
