package dev.longhaul.repository;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Clock;

import org.jspecify.annotations.Nullable;

/**
 * The right to work on a home: one process at a time. The operating system frees it when
 * the process dies, however it dies.
 */
public final class HomeLock implements AutoCloseable {

	private final Home home;

	private final FileChannel channel;

	private Owner owner;

	private HomeLock(Home home, FileChannel channel, Owner owner) {
		this.home = home;
		this.channel = channel;
		this.owner = owner;
	}

	/**
	 * Takes the lock.
	 * @param command what the home is taken for, told to those who find it locked
	 * @throws HomeInUse if another process has it
	 * @throws RepositoryUnusable if the home cannot be written
	 */
	public static HomeLock take(Home home, String command, Clock clock) {
		home.prepare();
		try {
			FileChannel channel = FileChannel.open(home.lockFile(), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE);
			FileLock lock = tryLock(channel);
			if (lock == null) {
				channel.close();
				throw new HomeInUse(home, Owner.of(home));
			}
			home.preparePassword();
			HomeLock taken = new HomeLock(home, channel, Owner.ofThisProcess(command, clock.instant()));
			taken.owner.write(home);
			return taken;
		}
		catch (IOException ex) {
			throw new RepositoryUnusable("the home %s cannot be locked (%s); choose another by --home"
				.formatted(home.folder(), ex.getMessage()), ex);
		}
	}

	/** Tells readers where the repository is served. */
	void servedAt(int port) {
		this.owner = this.owner.servingAt(port);
		this.owner.write(this.home);
	}

	Home home() {
		return this.home;
	}

	String readerPassword() {
		return this.owner.readerPassword();
	}

	@Override
	public void close() {
		try {
			Files.deleteIfExists(this.home.ownerFile());
			this.channel.close();
		}
		catch (IOException ex) {
			throw new RepositoryUnusable("the lock of %s cannot be freed".formatted(this.home.folder()), ex);
		}
	}

	private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
		try {
			return channel.tryLock();
		}
		catch (OverlappingFileLockException ex) {
			return null; // held by this very process
		}
	}

}
