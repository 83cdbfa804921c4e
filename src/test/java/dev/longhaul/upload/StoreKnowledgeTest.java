package dev.longhaul.upload;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import dev.longhaul.OwnThread;
import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.store.Addresses;
import dev.longhaul.store.Conditions;
import dev.longhaul.store.RequestTerms;
import dev.longhaul.store.Specs;
import dev.longhaul.store.StoreAddress;
import dev.longhaul.store.StoreInQuestion;
import dev.longhaul.store.StoreProfile;
import dev.longhaul.store.s3.S3StoreProbes;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.StrictS3;
import dev.longhaul.stub.StrictS3Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one process that is up for long knows of several stores.
 */
@Timeout(120)
class StoreKnowledgeTest {

	private final StrictS3 s3 = StrictS3.start().createBucket("vault");

	private final StrictS3 other = StrictS3.start().createBucket("vault");

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));

	private final StoreKnowledge knowledge;

	StoreKnowledgeTest(@TempDir Path home) {
		InstantSource clock = this.now::get;
		this.knowledge = new StoreKnowledge(new S3StoreProbes(),
				new TrialsFile(home.resolve("stores.properties"), clock.withZone(ZoneOffset.UTC)));
	}

	@BeforeEach
	void credentials() {
		System.setProperty("aws.accessKeyId", StrictS3Options.ACCESS_KEY_ID);
		System.setProperty("aws.secretAccessKey", "secret");
	}

	@AfterEach
	void close() {
		this.s3.close();
		this.other.close();
		System.clearProperty("aws.accessKeyId");
		System.clearProperty("aws.secretAccessKey");
	}

	@Test
	void a_store_that_is_put_behind_another_proxy_is_tried_again_a_week_later() {
		assertThat(this.knowledge.conditions(at(this.s3))).isEqualTo(Conditions.BOTH);
		this.s3.faults().add(Fault.onAny().ignoreHeaders("if-none-match"));

		later(Duration.ofDays(6));
		assertThat(this.knowledge.conditions(at(this.s3))).isEqualTo(Conditions.BOTH);
		later(Duration.ofDays(2));
		assertThat(this.knowledge.conditions(at(this.s3))).isEqualTo(Conditions.NONE);
	}

	@Test
	void a_store_that_does_not_answer_holds_up_no_other() throws Exception {
		CountDownLatch silent = new CountDownLatch(1);
		this.s3.faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).once().then(() -> await(silent)));
		CompletableFuture<ChecksumAlgorithm> waiting = asked(this.s3);
		this.s3.awaitRequest(Op.CREATE_MULTIPART_UPLOAD, 1, Duration.ofSeconds(20));
		try {
			assertThat(asked(this.other).get(20, TimeUnit.SECONDS)).isEqualTo(ChecksumAlgorithm.CRC64NVME);
			assertThat(waiting).isNotDone();
		}
		finally {
			silent.countDown();
		}
		assertThat(waiting.join()).isEqualTo(ChecksumAlgorithm.CRC64NVME);
	}

	@Test
	void those_who_ask_the_same_at_once_wait_for_one_trial() {
		this.knowledge.integrity(at(this.other));
		CompletableFuture<ChecksumAlgorithm> one = asked(this.s3);
		this.knowledge.integrity(at(this.s3));
		one.join();

		assertThat(this.s3.requests()).hasSameSizeAs(this.other.requests());
	}

	private CompletableFuture<ChecksumAlgorithm> asked(StrictS3 s3) {
		return OwnThread.supply(() -> this.knowledge.integrity(at(s3)));
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	private void later(Duration duration) {
		this.now.updateAndGet((before) -> before.plus(duration));
	}

	private static StoreInQuestion at(StrictS3 s3) {
		StoreAddress address = Addresses.at("vault", s3.endpoint());
		return new StoreInQuestion(StoreProfile.of(address), address, RequestTerms.NONE, Specs.of("db/big.bin"));
	}

}
