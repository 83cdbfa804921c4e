package dev.longhaul.cli;

import java.time.Duration;

import dev.longhaul.job.StopSwitch;
import dev.longhaul.launch.RunPlanner;
import dev.longhaul.launch.Sweeper;
import dev.longhaul.launch.UploadLauncher;
import dev.longhaul.launch.UploadRun;
import dev.longhaul.upload.TransferMonitor;

/**
 * An open repository and everything a run needs, for as long as it lasts.
 *
 * @param shutdownGrace how long parts in flight may go on after a stop
 */
public record RunSession(RunPlanner planner, UploadLauncher launcher, UploadRun run, Sweeper sweeper,
		TransferMonitor monitor, StopSwitch stop, Duration shutdownGrace,
		AutoCloseable closing) implements AutoCloseable {

	@Override
	public void close() throws Exception {
		this.closing.close();
	}

}
