package dev.longhaul.e2e;

import java.nio.file.Path;

import dev.longhaul.e2e.LonghaulProcess.Ended;
import dev.longhaul.stub.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One file over several workers, which are killed, stopped and frozen.
 */
class ClusterIT {

	private static final int PARTS = 12;

	private final Site site;

	private final PostgresServer postgres;

	private final Path file;

	ClusterIT(@TempDir Path folder, @TempDir Path data) {
		this.site = Site.in(folder);
		this.postgres = PostgresServer.in(data);
		this.file = this.site.file("big.bin", PARTS * 5 * Site.MIB, 1);
		this.site.write("password", PostgresServer.PASSWORD + "\n");
		this.site.write("config/application.yml", """
				longhaul:
				  repository:
				    url: %s
				    user: %s
				    password-file: password
				  cluster:
				    loan: 3s
				""".formatted(this.postgres.url(), PostgresServer.USER));
	}

	@AfterEach
	void close() {
		this.site.close();
		this.postgres.close();
	}

	@Test
	void one_file_over_two_workers() {
		LonghaulProcess a = this.site.start("worker", "--name", "a", "--parts-at-once", "2");
		LonghaulProcess run = this.site.start("run", "--cluster");
		LonghaulProcess b = this.site.start("worker", "--name", "b", "--parts-at-once", "2");

		Ended ended = run.await();

		assertThat(ended.exitCode()).as("%s", ended).isZero();
		this.site.assertDelivered(this.file);
		assertThat(this.site.resentParts("in/big.bin")).isZero();
		a.terminate();
		b.terminate();
		assertThat(a.await().exitCode()).isEqualTo(143);
		Ended second = b.await();
		assertThat(second.exitCode()).as("%s", second).isEqualTo(143);
	}

}
