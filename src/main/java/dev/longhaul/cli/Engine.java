package dev.longhaul.cli;

import java.nio.file.Path;
import java.time.Clock;

import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.history.HistoryPruner;
import dev.longhaul.history.UploadHistory;
import dev.longhaul.launch.RunClaims;
import dev.longhaul.launch.UploadLauncher;
import dev.longhaul.launch.UploadRun;
import dev.longhaul.store.ObjectStores;
import dev.longhaul.upload.TransferMonitor;

/**
 * What all sessions of this process share: the one launcher over the one repository.
 *
 * @param definitions of all sessions
 * @param home Longhaul's own folder
 * @param requireRepository throws if something that was committed is not on the disk
 */
public record Engine(DefinitionsInUse definitions, UploadHistory history, HistoryPruner pruner, Path home,
		UploadLauncher launcher, UploadRun run, ObjectStores stores, TransferMonitor monitor, RunClaims claims,
		StopSignals signals, Clock clock, Runnable requireRepository) {

}
