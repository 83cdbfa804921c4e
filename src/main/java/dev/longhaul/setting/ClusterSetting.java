package dev.longhaul.setting;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

import dev.longhaul.cluster.ArtemisAccess;
import dev.longhaul.cluster.ArtemisQueue;
import dev.longhaul.cluster.ArtemisTrial;
import dev.longhaul.cluster.PostgresQueue;
import dev.longhaul.cluster.RangeQueue;
import dev.longhaul.definition.Misconfigured;
import dev.longhaul.repository.postgres.PostgresAccess;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertyResolver;

/**
 * What the processes of a cluster agree on, {@code longhaul.cluster.*}.
 *
 * @param loan a worker that says nothing for so long has lost its ranges
 * @param patience for so long an upload waits while nobody takes its ranges, and a worker
 * for its file system
 * @param broker that has the requests for ranges; without one the repository has them
 */
public record ClusterSetting(Duration loan, Duration patience, Optional<ArtemisAccess> broker) {

	/** To PostgreSQL no time at all means no limit. */
	private static final Duration LEAST = Duration.ofSeconds(1);

	private static final String QUEUE = "longhaul.cluster.queue.";

	public static ClusterSetting in(ConfigurableEnvironment environment) {
		return new ClusterSetting(DurationSetting.in(environment, "longhaul.cluster.loan", LEAST),
				DurationSetting.in(environment, "longhaul.cluster.patience"), broker(environment));
	}

	/**
	 * Tries the broker of this process's settings, before there is an application.
	 * @return what answered, and to whom; empty where there is none
	 */
	public static Optional<String> tryBroker() {
		Optional<ArtemisAccess> access = broker(SettingSources.environment());
		access.ifPresent(ArtemisTrial::of);
		return access.map((tried) -> "%s answers, and %s".formatted(tried.url(),
				(tried.user() != null) ? "user " + tried.user() : "anybody"));
	}

	private static Optional<ArtemisAccess> broker(PropertyResolver settings) {
		String url = settings.getProperty(QUEUE + "url", "").strip();
		if (url.isEmpty()) {
			return Optional.empty();
		}
		if (!url.startsWith("tcp://") && !url.startsWith("(tcp://")) {
			throw new Misconfigured(QUEUE + "url has to begin with tcp://, or with (tcp:// for two hosts");
		}
		PasswordSetting password = new PasswordSetting(settings, QUEUE);
		password.requireNoneIn(url);
		return Optional.of(new ArtemisAccess(url, settings.getProperty(QUEUE + "user"), password.read()));
	}

	/**
	 * For how long a worker waits for an answer of its file system, with its ranges on
	 * loan.
	 */
	public Duration silence() {
		// a mount that fails over is silent for a minute or two
		return (this.patience.compareTo(this.loan) > 0) ? this.patience : this.loan;
	}

	/**
	 * Opens the queue.
	 * @param command whose it is
	 * @param loansAtOnce at most
	 * @param onLoss told when its loans have run out
	 */
	public RangeQueue queue(PostgresAccess repository, String command, int loansAtOnce, Consumer<String> onLoss) {
		RangeQueue.Setting setting = new RangeQueue.Setting(command, loansAtOnce, this.loan);
		return this.broker.<RangeQueue>map((access) -> ArtemisQueue.open(access, repository, setting, onLoss))
			.orElseGet(() -> new PostgresQueue(repository, setting, onLoss));
	}

}
