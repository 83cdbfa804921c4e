package dev.longhaul.repository.home;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import dev.longhaul.machine.FileSystemWords;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The process that owns the repository, and where it serves it to readers.
 *
 * @param started of the process, by the operating system; tells it from a later one of
 * the same pid where the birth is not known
 * @param since when it took the home
 * @param command what it was started for
 * @param port on 127.0.0.1, 0 while it is not serving yet
 * @param readerPassword of the user that may only read
 * @param requestPort on 127.0.0.1, where it takes requests; 0 while it takes none
 * @param requestPassword of those who may ask
 * @param birth of the process; null where the operating system does not tell it, and in
 * what an older Longhaul wrote
 * @param home which folder it holds, as the file system knows it: a copy of a home brings
 * this file along; null as for the birth
 */
public record Owner(long pid, Instant started, String command, Instant since, int port, String readerPassword,
		int requestPort, String requestPassword, @Nullable String birth, @Nullable String home) {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** What the owner has written down; nothing if there is none or it cannot be read. */
	public static Optional<Owner> of(Home home) {
		try {
			return Optional.of(read(home)).filter((owner) -> owner.holds(home));
		}
		catch (IOException | JacksonException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Why what stands there cannot be read: it will not be a moment later either, for an
	 * owner puts the whole of it in its place at once. Nothing if it can, or there is
	 * none.
	 */
	static Optional<String> unreadable(Home home) {
		try {
			read(home);
			return Optional.empty();
		}
		catch (NoSuchFileException ex) {
			return Optional.empty();
		}
		catch (IOException ex) {
			return Optional.of(FileSystemWords.of(ex));
		}
		catch (JacksonException ex) {
			return Optional.of("it is damaged");
		}
	}

	private static Owner read(Home home) throws IOException {
		return JSON.readValue(Files.readAllBytes(home.ownerFile()), Owner.class);
	}

	private boolean holds(Home folder) {
		return this.home == null || folder.identity().map(this.home::equals).orElse(true);
	}

	static Owner ofThisProcess(Home home, String command, Instant since) {
		ProcessHandle self = ProcessHandle.current();
		return new Owner(self.pid(), startOf(self), command, since, 0, Secrets.password(), 0, Secrets.password(),
				Birth.of(self.pid()).orElse(null), home.identity().orElse(null));
	}

	/** What stands behind "the home is held": ": process 7 (run) since …", or nothing. */
	static String words(Optional<Owner> owner) {
		return owner.map((it) -> ": " + it.words()).orElse("");
	}

	/** The process, what it was started for, and since when. */
	public String words() {
		return "process %d (%s) since %s".formatted(this.pid, this.command, this.since.truncatedTo(ChronoUnit.SECONDS));
	}

	Owner servingAt(int servingPort) {
		return new Owner(this.pid, this.started, this.command, this.since, servingPort, this.readerPassword,
				this.requestPort, this.requestPassword, this.birth, this.home);
	}

	Owner takingRequestsAt(int newPort) {
		return new Owner(this.pid, this.started, this.command, this.since, this.port, this.readerPassword, newPort,
				this.requestPassword, this.birth, this.home);
	}

	/** Whether it serves the repository to readers, or did when it wrote this. */
	boolean serves() {
		return this.port != 0;
	}

	/**
	 * Whether it may have created an execution then. What is older is another process's,
	 * which was killed. Both times are of this machine's clock; if that was set back
	 * meanwhile, what runs looks interrupted until it has caught up.
	 */
	boolean mayHaveBegun(Instant created) {
		return !created.isBefore(this.since);
	}

	/** Whether it only reads the repository. */
	boolean looks() {
		return Claim.isLook(this.command);
	}

	public boolean takesRequests() {
		return this.requestPort != 0 && isAlive();
	}

	/**
	 * Whether it still runs. A reader that took the lock to know would stop a run.
	 */
	boolean isAlive() {
		return ProcessHandle.of(this.pid).filter((process) -> process.isAlive() && isSame(process)).isPresent();
	}

	/** When a process began moves with the clock of the machine; its birth does not. */
	private boolean isSame(ProcessHandle process) {
		Optional<String> now = (this.birth != null) ? Birth.of(this.pid) : Optional.empty();
		return now.map((known) -> known.equals(this.birth)).orElseGet(() -> startOf(process).equals(this.started));
	}

	/**
	 * A killed process may seem alive until its parent hears of it, with a closed port.
	 */
	boolean isReachable() {
		if (this.port == 0) {
			return true;
		}
		try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			return probe.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static Instant startOf(ProcessHandle process) {
		return process.info().startInstant().orElse(Instant.EPOCH);
	}

	void write(Home home) {
		try {
			Secrets.write(home.ownerFile(), JSON.writeValueAsString(this));
		}
		catch (IOException ex) {
			throw RepositoryNotWritten.because(home, ex,
					"the home %s cannot be written (%s); free it or choose another by --home".formatted(home.folder(),
							FileSystemWords.withFile(ex)));
		}
	}

	@Override
	public String toString() {
		return "process " + this.pid; // never the password
	}

}
