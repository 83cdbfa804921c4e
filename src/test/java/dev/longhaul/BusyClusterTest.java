package dev.longhaul;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.longhaul.machine.Version;
import dev.longhaul.stub.FreshPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Workers that are at other uploads all the time. */
@Timeout(120)
class BusyClusterTest {

	@RegisterExtension
	static final FreshPostgres postgres = new FreshPostgres();

	@RegisterExtension
	final ClusterNight cluster;

	@AutoClose
	private final Logged log = Logged.byAll();

	BusyClusterTest(@TempDir Path folder) {
		this.cluster = new ClusterNight(folder, postgres);
	}

	@Test
	void an_upload_that_none_of_them_takes_a_range_of_is_told_and_waits() {
		this.cluster.command("run"); // makes the tables
		postgres.server()
			.sql(("insert into node values (gen_random_uuid(), 'mars', 'mars', 1, '%s', 'worker', 1, now(),"
					+ " now() + interval '1 hour', '{99}', '')")
				.formatted(Version.own()));
		this.cluster.settings().set("cluster.patience", "2s");
		Path file = this.cluster.night().file("big.bin", 3 * Night.PART, 1);
		CompletableFuture<TypedCommand> run = this.cluster.run();

		Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> run.isDone() || isTold(file));

		assertThat(run).isNotDone();
		postgres.server().sql("delete from node where name = 'mars'");
		assertThat(run.join().out()).contains("no worker was up for 2 s");
	}

	private boolean isTold(Path file) {
		return this.log.messages()
			.contains(
					("nothing of %s has arrived for 2 s, and no worker is at it: those that are up are at other files. "
							+ "The run waits for them; if they get on with those and never take this one, its requests are lost: "
							+ "stop the run, then run again")
						.formatted(file));
	}

}
