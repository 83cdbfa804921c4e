package dev.longhaul.store.s3;

import java.time.Clock;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

import dev.longhaul.store.Access;
import dev.longhaul.store.StoreAddress;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Credentials that are fetched anew when the store says that they have expired: the SDK
 * keeps what it fetched until the expiry that was stated then.
 */
final class RenewableCredentials implements Credentials {

	private final Supplier<Credentials> source;

	/** Keeps a provider from being closed while another thread uses it. */
	private final ReadWriteLock lock = new ReentrantReadWriteLock();

	private Credentials current;

	private volatile @Nullable AwsCredentials latest;

	RenewableCredentials(Supplier<Credentials> source) {
		this.source = source;
		this.current = source.get();
	}

	/** Those of an address, with its role. */
	static RenewableCredentials of(StoreAddress address) {
		Access.Role role = address.access().role();
		return new RenewableCredentials(() -> {
			Credentials found = new FoundCredentials(address.access());
			return (role != null) ? new RoleCredentials(found, role, address) : found;
		});
	}

	@Override
	public AwsCredentials resolveCredentials() {
		return with(this.lock.readLock(), this::resolve);
	}

	private AwsCredentials resolve() {
		AwsCredentials resolved = this.current.resolveCredentials();
		this.latest = resolved;
		return resolved;
	}

	/** What was used last; null before the first request. */
	@Nullable AwsCredentials latest() {
		return this.latest;
	}

	/** Whether they are of those that expire. */
	boolean areTemporary() {
		return this.latest instanceof AwsSessionCredentials;
	}

	/** Whether their time is over, or nobody has said when it is. */
	boolean mayHaveExpired() {
		AwsCredentials last = this.latest;
		return last instanceof AwsSessionCredentials
				&& last.expirationTime().map((end) -> end.isBefore(Clock.systemUTC().instant())).orElse(true);
	}

	/**
	 * Fetches others in the place of expired ones, once for all that ask.
	 * @param refused by the store
	 * @return whether there are others now
	 */
	boolean renew(@Nullable AwsCredentials refused) {
		return with(this.lock.writeLock(), () -> {
			if (!isSame(this.latest, refused)) {
				return true;
			}
			// if this throws, the current ones stay in use
			Credentials next = this.source.get();
			this.current.close();
			this.current = next;
			return !isSame(resolve(), refused);
		});
	}

	private static boolean isSame(@Nullable AwsCredentials one, @Nullable AwsCredentials other) {
		return one != null && other != null && one.accessKeyId().equals(other.accessKeyId())
				&& token(one).equals(token(other));
	}

	private static String token(AwsCredentials credentials) {
		return (credentials instanceof AwsSessionCredentials session) ? session.sessionToken() : "";
	}

	@Override
	public String origin() {
		return with(this.lock.readLock(), () -> this.current.origin());
	}

	@Override
	public void close() {
		with(this.lock.writeLock(), () -> {
			this.current.close();
			return this.current;
		});
	}

	private static <T> T with(Lock lock, Supplier<T> work) {
		lock.lock();
		try {
			return work.get();
		}
		finally {
			lock.unlock();
		}
	}

}
