package dev.longhaul.store.s3;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import dev.longhaul.store.Access;
import dev.longhaul.store.CredentialsMissing;
import dev.longhaul.store.SystemSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * When credentials are looked for again that were missing.
 */
class FoundCredentialsTest {

	private final SystemSettings settings = new SystemSettings();

	private final AtomicLong nanos = new AtomicLong();

	private final FoundCredentials credentials = new FoundCredentials(Access.USUAL, this.nanos::get);

	@BeforeEach
	void nothing_is_set_up() {
		this.settings.set("aws.disableEc2Metadata", "true")
			.set("aws.configFile", "/dev/null")
			.set("aws.sharedCredentialsFile", "/dev/null")
			.set("aws.accessKeyId", null)
			.set("aws.secretAccessKey", null);
	}

	@AfterEach
	void close() {
		this.credentials.close();
		this.settings.close();
	}

	@Test
	void a_watch_sees_those_that_come_a_minute_later() {
		assertMissing();
		this.settings.set("aws.accessKeyId", "AKIA").set("aws.secretAccessKey", "secret");
		assertMissing();
		pass(Duration.ofMinutes(1));

		assertThat(this.credentials.resolveCredentials().accessKeyId()).isEqualTo("AKIA");
	}

	@Test
	void those_that_are_there_are_asked_for_each_time_and_missed_once_they_go() {
		this.settings.set("aws.accessKeyId", "AKIA").set("aws.secretAccessKey", "secret");
		assertThat(this.credentials.resolveCredentials().accessKeyId()).isEqualTo("AKIA");
		this.settings.set("aws.accessKeyId", "AKIB");
		assertThat(this.credentials.resolveCredentials().accessKeyId()).isEqualTo("AKIB");
		this.settings.set("aws.accessKeyId", null).set("aws.secretAccessKey", null);

		assertMissing();
		this.settings.set("aws.accessKeyId", "AKIC").set("aws.secretAccessKey", "secret");
		assertMissing();
	}

	private void assertMissing() {
		assertThatExceptionOfType(CredentialsMissing.class).isThrownBy(this.credentials::resolveCredentials);
	}

	private void pass(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

}
