package dev.longhaul.cli;

import java.util.concurrent.Callable;
import java.util.function.Function;

import dev.longhaul.repository.home.Home;
import dev.longhaul.repository.postgres.RepositoryMove.Moved;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/**
 * Moves the repository from the home to PostgreSQL.
 */
@Command(name = "migrate", mixinStandardHelpOptions = true,
		description = "Moves all uploads and the history from the home to the PostgreSQL that longhaul.repository.url names.")
final class MigrateCommand implements Callable<Integer> {

	private final Function<Home, Moved> migration;

	@ParentCommand
	private LonghaulCommand longhaul;

	@Option(names = "--json", description = "One JSON object on stdout.")
	private boolean json;

	/**
	 * The command.
	 * @param migration takes the home's lock, moves, and frees it
	 */
	MigrateCommand(Function<Home, Moved> migration) {
		this.migration = migration;
	}

	@Override
	public Integer call() {
		Home home = this.longhaul.home();
		Moved moved = this.migration.apply(home);
		this.longhaul.console().moved(moved.uploads(), moved.pruned(), home.folder(), moved.aside(), this.json);
		return ExitCode.DELIVERED;
	}

}
