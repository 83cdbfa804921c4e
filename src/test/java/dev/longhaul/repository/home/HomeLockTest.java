package dev.longhaul.repository.home;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;

import dev.longhaul.OwnThread;
import dev.longhaul.repository.RepositoryUnusable;
import dev.longhaul.stub.QuietPort;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a command does that meets an owner which takes no requests yet, or no more. */
@Timeout(20)
class HomeLockTest {

	private final AtomicReference<Thread> second = new AtomicReference<>();

	@TempDir
	private Path folder;

	private HomeLock owner;

	@BeforeEach
	void isOwned() {
		this.owner = HomeLock.take(new Home(this.folder), Claim.atOnce("run"), Clock.systemUTC());
	}

	@Test
	void an_owner_that_is_starting_is_waited_for_until_it_can_be_asked() {
		CompletableFuture<HomeLock> lock = takeAsSecond(Claim.atOnce("abort"));
		awaitLooking();

		this.owner.requestsAt(4711);

		assertThatExceptionOfType(CompletionException.class).isThrownBy(lock::join)
			.withCauseInstanceOf(HomeInUse.class);
		this.owner.close();
	}

	@Test
	void an_owner_whose_lock_was_deleted_is_the_owner_all_the_same() throws IOException {
		this.owner.close();
		Process other = new ProcessBuilder("sleep", "60").start();
		try (ServerSocket served = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			new Owner(other.pid(), other.info().startInstant().orElseThrow(), "watch", Clock.systemUTC().instant(),
					served.getLocalPort(), "", 0, "", Birth.of(other.pid()).orElse(null), null)
				.write(new Home(this.folder));

			assertThatExceptionOfType(HomeInUse.class)
				.isThrownBy(() -> HomeLock.take(new Home(this.folder), Claim.atOnce("run"), Clock.systemUTC()))
				.withMessageStartingWith("%s is held by process %d (watch) since ", this.folder, other.pid())
				.withMessageEndingWith("; a watch goes on until somebody ends it: 'longhaul status' looks at it");
		}
		finally {
			other.destroy();
		}
		HomeLock.take(new Home(this.folder), Claim.atOnce("run"), Clock.systemUTC()).close();
	}

	@Test
	void an_owner_that_is_ending_is_followed() {
		CompletableFuture<HomeLock> lock = takeAsSecond(Claim.atOnce("abort"));
		awaitLooking();

		this.owner.close();

		assertThat(lock.join().home().folder()).isEqualTo(this.folder);
		lock.join().close();
	}

	@Test
	void a_reader_that_meets_an_owner_which_is_ending_reads_when_it_has_ended() throws Exception {
		Home home = new Home(this.folder);
		home.access().connectOnce().close();
		this.owner.servedAt(QuietPort.find());
		this.owner.requestsAt(4711);
		CompletableFuture<Optional<Integer>> answer = OwnThread.supply(() -> {
			this.second.set(Thread.currentThread());
			return new EmbeddedReader(home).read((jdbc, claimed) -> 1);
		});
		awaitLooking();

		this.owner.close();

		assertThat(answer.join()).as("of tables that are not there").isEmpty();
	}

	@Test
	void a_reader_does_not_wait_for_ever_for_an_owner_that_is_stopped() throws Exception {
		Home home = new Home(this.folder);
		home.access().connectOnce().close();
		// the kernel takes connections, and nobody says a word
		try (ServerSocket stopped = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
			this.owner.servedAt(stopped.getLocalPort());

			assertThatExceptionOfType(RepositoryUnusable.class)
				.isThrownBy(() -> new EmbeddedReader(home, Duration.ofMillis(50)).read((jdbc, claimed) -> 1))
				.withMessageContaining("(run) since")
				.withMessageContaining("does not answer")
				.withMessageContaining("kill -CONT " + ProcessHandle.current().pid());
		}
		this.owner.close();
	}

	@Test
	void an_owner_that_cannot_be_read_is_waited_for_by_nobody() throws Exception {
		Home home = new Home(this.folder);
		home.access().connectOnce().close();
		Files.delete(home.ownerFile());
		Files.createDirectory(home.ownerFile());
		String words = "another process holds %s, and %s does not say which (Is a directory); wait until it has ended"
			.formatted(this.folder, home.ownerFile());

		assertThatExceptionOfType(RepositoryUnusable.class)
			.isThrownBy(() -> new EmbeddedReader(home).read((jdbc, claimed) -> 1))
			.withMessage(words);
		assertThatExceptionOfType(HomeInUse.class)
			.isThrownBy(() -> HomeLock.take(home, Claim.atOnce("abort"), Clock.systemUTC()))
			.withMessage(words);
		this.owner.close();
	}

	@Test
	void who_does_not_ask_is_refused_at_once() {
		assertThatExceptionOfType(HomeInUse.class).isThrownBy(
				() -> HomeLock.take(new Home(this.folder), new Claim("watch", Duration.ZERO, false), Clock.systemUTC()))
			.withMessageContaining("(run) since");
		this.owner.close();
	}

	@Test
	void who_does_not_ask_waits_all_the_same_for_one_that_only_looks() {
		this.owner.close();
		HomeLock look = HomeLock.take(new Home(this.folder), Claim.look(), Clock.systemUTC());
		CompletableFuture<HomeLock> lock = takeAsSecond(new Claim("watch", Duration.ZERO, false));
		awaitLooking();

		look.close();

		lock.join().close();
	}

	@Test
	void who_was_interrupted_pauses_between_its_looks_too() {
		CompletableFuture<Void> looking = OwnThread.run(() -> {
			Thread.currentThread().interrupt();
			this.second.set(Thread.currentThread());
			HomeLock.take(new Home(this.folder), Claim.atOnce("abort"), Clock.systemUTC());
		});
		awaitLooking();

		this.owner.requestsAt(4711);

		assertThat(looking).failsWithin(Duration.ofMinutes(1)).withThrowableThat().withCauseInstanceOf(HomeInUse.class);
		this.owner.close();
	}

	private CompletableFuture<HomeLock> takeAsSecond(Claim claim) {
		return OwnThread.supply(() -> {
			this.second.set(Thread.currentThread());
			return HomeLock.take(new Home(this.folder), claim, Clock.systemUTC());
		});
	}

	private void awaitLooking() {
		Awaitility.await()
			.until(() -> this.second.get() != null && this.second.get().getState() == Thread.State.WAITING);
	}

	@Test
	void a_home_that_cannot_be_made_is_told_with_the_reason() throws IOException {
		Path file = Files.createFile(this.folder.resolve("file"));

		assertThatExceptionOfType(RepositoryUnusable.class).isThrownBy(new Home(file)::prepare)
			.withMessage("the home %s cannot be written (%1$s is no folder); choose another by --home or free it",
					file);
	}

	@Test
	void the_file_that_stands_in_the_way_of_a_home_is_named() throws IOException {
		Path file = Files.createFile(this.folder.resolve("file"));
		Path home = file.resolve("below/home");

		assertThatExceptionOfType(RepositoryUnusable.class).isThrownBy(new Home(home)::inspect)
			.withMessage("the home %s cannot be made, %s is no folder; choose another by --home", home, file);
	}

}
