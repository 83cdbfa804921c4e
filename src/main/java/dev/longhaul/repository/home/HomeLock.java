package dev.longhaul.repository.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;

import dev.longhaul.machine.FileSystemWords;
import dev.longhaul.machine.Pause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

/**
 * The right to work on a home: one process at a time. The operating system frees it when
 * the process dies, however it dies.
 */
public final class HomeLock implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(HomeLock.class);

	private static final Duration START = Duration.ofSeconds(30);

	private static final Duration LOOK = Duration.ofMillis(100);

	private final Home home;

	private final FileChannel channel;

	private Owner owner;

	private HomeLock(Home home, FileChannel channel, Owner owner) {
		this.home = home;
		this.channel = channel;
		this.owner = owner;
	}

	/**
	 * Takes the lock, and prepares the database in the home.
	 * @throws HomeInUse if another process has it, and still has it after the wait
	 * @throws RepositoryNotWritten if its disk is full
	 * @throws RepositoryUnusable if the home cannot be written for another reason
	 */
	public static HomeLock take(Home home, Claim claim, Clock clock) {
		return take(home, claim, clock, (lock) -> {
			home.requireOwnFiles();
			prepareDatabase(home);
			lock.owner.write(home);
		});
	}

	/** Takes the lock of a home whose repository is elsewhere. */
	public static HomeLock takeFolder(Home home, Claim claim, Clock clock) {
		return take(home, claim, clock, (lock) -> {
			home.requireOwnFiles();
			lock.owner.write(home);
		});
	}

	/**
	 * Takes the lock to look at a home whose disk is full, and writes nothing: others see
	 * a lock whose owner has not said who it is.
	 */
	static HomeLock takeUnwritten(Home home, Clock clock) {
		return take(home, Claim.look(), clock, (lock) -> {
		});
	}

	private static void prepareDatabase(Home home) throws IOException {
		home.access().preparePassword();
		home.database().prepare();
	}

	private static HomeLock take(Home home, Claim claim, Clock clock, Preparation preparation) {
		home.prepare();
		try {
			if (Files.notExists(home.lockFile())) {
				home.requireOwnFiles(); // or this would make one that is not theirs
			}
			FileChannel channel = FileChannel.open(home.lockFile(), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE);
			try {
				HomeLock taken = take(home, claim, clock, channel, preparation);
				log.info("{} by process {} begins in {}", claim.command(), ProcessHandle.current().pid(),
						home.folder());
				return taken;
			}
			catch (IOException | RuntimeException ex) {
				channel.close(); // which frees the lock
				throw ex;
			}
		}
		catch (IOException ex) {
			throw RepositoryNotWritten.because(home, ex,
					"the home %s cannot be locked (%s); see to its files and their rights, for in another home all would be sent again"
						.formatted(home.folder(), FileSystemWords.withFile(ex)));
		}
	}

	private static HomeLock take(Home home, Claim claim, Clock clock, FileChannel channel, Preparation preparation)
			throws IOException {
		boolean taken = takes(channel) || takesInTime(claim, channel, home);
		if (!taken || isStillOwned(home)) {
			throw new HomeInUse(home, Owner.of(home));
		}
		HomeLock lock = new HomeLock(home, channel, Owner.ofThisProcess(home, claim.command(), clock.instant()));
		preparation.prepare(lock);
		return lock;
	}

	/** Tells readers where the repository is served. */
	synchronized void servedAt(int port) {
		this.owner = this.owner.servingAt(port);
		this.owner.write(this.home);
	}

	/** Tells other processes where requests are taken. */
	public synchronized void requestsAt(int port) {
		this.owner = this.owner.takingRequestsAt(port);
		this.owner.write(this.home);
	}

	public Home home() {
		return this.home;
	}

	/** What those must tell who ask. */
	public String requestPassword() {
		return this.owner.requestPassword();
	}

	String readerPassword() {
		return this.owner.readerPassword();
	}

	@Override
	public void close() {
		try (FileChannel freed = this.channel) {
			Files.deleteIfExists(this.home.ownerFile());
		}
		catch (IOException ex) {
			// who reads it sees that this process has ended
			log.warn("{} is of no use any more and cannot be deleted ({}); the next run writes it anew",
					this.home.ownerFile(), FileSystemWords.of(ex));
		}
	}

	/**
	 * Whether another process works on the repository though the lock is free: somebody
	 * has deleted the lock's file under it.
	 */
	private static boolean isStillOwned(Home home) {
		return Owner.of(home)
			.filter((owner) -> owner.pid() != ProcessHandle.current().pid() && owner.serves())
			.filter((owner) -> owner.isAlive() && owner.isReachable())
			.isPresent();
	}

	private static boolean isToBeAsked(Claim claim, Home home) {
		return claim.asks() && Owner.of(home).filter(Owner::takesRequests).isPresent();
	}

	/**
	 * An owner that has just started, or is about to end, takes no requests: it is looked
	 * at until it takes some or is gone, for as long as a start may last, and for as long
	 * as the claim has patience. An owner that only reads is waited for in the same way,
	 * by every claim.
	 */
	private static boolean takesInTime(Claim claim, FileChannel channel, Home home) throws IOException {
		long begun = System.nanoTime();
		boolean said = false;
		while (!isToBeAsked(claim, home)) {
			long waited = System.nanoTime() - begun;
			boolean perhapsSoon = waited < START.toNanos() && (claim.asks() || isLookedAt(home))
					&& Owner.unreadable(home).isEmpty();
			if (!perhapsSoon && waited >= claim.patience().toNanos()) {
				return false;
			}
			if (!perhapsSoon && !said) {
				log.atLevel(claim.quiet() ? Level.INFO : Level.WARN)
					.log("{} is held{}; waiting until it is free, {} at most", home.folder(),
							Owner.words(Owner.of(home)),
							DurationFormatterUtils.print(claim.patience(), DurationFormat.Style.COMPOSITE));
				said = true;
			}
			Pause.of(LOOK);
			if (takes(channel)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isLookedAt(Home home) {
		// there is no owner's file while it begins and when it ends
		return Owner.of(home).filter(Owner::isAlive).filter((owner) -> !owner.looks()).isEmpty();
	}

	private static boolean takes(FileChannel channel) throws IOException {
		try {
			return channel.tryLock() != null;
		}
		catch (OverlappingFileLockException ex) {
			return false; // held by this very process
		}
	}

	/** What only the holder of the lock may do. */
	@FunctionalInterface
	private interface Preparation {

		void prepare(HomeLock lock) throws IOException;

	}

}
