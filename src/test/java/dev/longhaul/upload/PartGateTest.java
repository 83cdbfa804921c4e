package dev.longhaul.upload;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.netflix.concurrency.limits.Limiter;
import com.netflix.concurrency.limits.limit.FixedLimit;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A part waits for its turn however long that takes.
 */
@Timeout(60)
class PartGateTest {

	private final PartGate gate = new PartGate(SimpleLimiter.newBuilder().limit(FixedLimit.of(1)).build(),
			Duration.ofMillis(50));

	private final CompletableFuture<Optional<Limiter.Listener>> second = new CompletableFuture<>();

	private final Thread waiting = new Thread(() -> this.second.complete(this.gate.enter()));

	@Test
	void looks_again_and_again_until_it_may_go() {
		Limiter.Listener first = this.gate.enter().orElseThrow();
		waitForLooks();
		assertThat(this.second).isNotDone();

		first.onIgnore();

		assertThat(this.second).succeedsWithin(10, TimeUnit.SECONDS)
			.satisfies((place) -> assertThat(place).isPresent());
	}

	@Test
	void does_not_go_when_it_is_interrupted() {
		this.gate.enter();
		waitForLooks();

		this.waiting.interrupt();

		assertThat(this.second).succeedsWithin(10, TimeUnit.SECONDS).satisfies((place) -> assertThat(place).isEmpty());
	}

	private void waitForLooks() {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		this.waiting.setDaemon(true);
		this.waiting.start();
		Awaitility.await().until(() -> threads.getThreadInfo(this.waiting.getId()).getWaitedCount() > 2);
	}

}
