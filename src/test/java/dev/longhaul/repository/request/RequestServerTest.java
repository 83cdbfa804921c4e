package dev.longhaul.repository.request;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import dev.longhaul.Logged;
import dev.longhaul.OwnThread;
import dev.longhaul.repository.home.Claim;
import dev.longhaul.repository.home.Home;
import dev.longhaul.repository.home.HomeLock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The end of a process that still carries out what another one asked it for.
 */
@Timeout(60)
class RequestServerTest {

	@AutoClose
	private final Logged log = Logged.by(RequestServer.class);

	private final CountDownLatch begun = new CountDownLatch(1);

	private final CountDownLatch answer = new CountDownLatch(1);

	@TempDir
	private Path folder;

	private HomeLock owner;

	@BeforeEach
	void begin() {
		this.owner = HomeLock.take(new Home(this.folder), Claim.atOnce("run"), Clock.systemUTC());
	}

	@AfterEach
	void end() {
		this.answer.countDown();
		this.owner.close();
	}

	@Test
	void a_request_that_does_not_end_though_it_was_cut_is_not_waited_for_and_nobody_is_warned_of_signals()
			throws InterruptedException {
		RequestServer server = RequestServer.start(this.owner, this::carryOut, () -> true, CompletableFuture::isDone);
		var unused = ask();
		this.begun.await();

		server.close();

		assertThat(this.answer.getCount()).as("it hangs still").isOne();
		assertThat(this.log.messages()).noneMatch((line) -> line.contains("a signal would stop that too"));
	}

	@Test
	void a_request_is_carried_out_to_its_end_and_that_is_said() throws InterruptedException {
		RequestServer server = RequestServer.start(this.owner, this::carryOut, () -> false, (work) -> {
			work.join();
			return true;
		});
		CompletableFuture<Optional<Integer>> asked = ask();
		this.begun.await();
		CompletableFuture<Void> closing = OwnThread.run(server::close);
		Awaitility.await().until(() -> this.log.messages().toString().contains("a signal would stop that too"));

		this.answer.countDown();

		assertThat(asked.join()).contains(0);
		closing.join();
	}

	private CompletableFuture<Optional<Integer>> ask() {
		return OwnThread.supply(() -> {
			try {
				return new OwnerClient(new Home(this.folder)).ask(new OwnerRequest(List.of("run"), "/", "jobs"),
						(line) -> {
						}, (line) -> {
						}, (process) -> {
						});
			}
			catch (InterruptedException ex) {
				throw new AssertionError(ex);
			}
		});
	}

	private int carryOut(OwnerRequest request, PrintStream out, PrintStream err) {
		this.begun.countDown();
		try {
			this.answer.await();
		}
		catch (InterruptedException ex) {
			return 1; // the server has gone
		}
		return 0;
	}

}
