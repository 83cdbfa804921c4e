package dev.longhaul.job;

import java.util.List;

import dev.longhaul.store.AccessRefused;
import dev.longhaul.store.ClockSkewed;
import dev.longhaul.store.CredentialsExpired;
import dev.longhaul.store.CredentialsMissing;
import dev.longhaul.store.MachineUnfit;
import dev.longhaul.store.StoreUnavailable;
import dev.longhaul.upload.Cure;
import dev.longhaul.upload.UploadFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.test.MetaDataInstanceFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a worker writes down of a range that it did not send.
 */
class RangeEndTest {

	private final StepExecution range = MetaDataInstanceFactory.createStepExecution("range:parts-00001", 1L);

	@ParameterizedTest
	@MethodSource
	void what_only_this_machine_lacks_gives_the_range_back(Throwable failure) {
		assertThat(prepare(failure)).isFalse();

		assertThat(this.range.getStatus()).isEqualTo(BatchStatus.STARTING);
	}

	static List<Throwable> what_only_this_machine_lacks_gives_the_range_back() {
		return List.of(new CredentialsMissing("none were found", null),
				new CredentialsExpired("403 ExpiredToken", null),
				AccessRefused.ofCredentials("403 InvalidAccessKeyId", null),
				new AccessRefused("the same, and more", AccessRefused.ofCredentials("403 SignatureDoesNotMatch", null)),
				AccessRefused.ofEither("403 without a reason", null), new ClockSkewed("403 RequestTimeTooSkewed", null),
				new MachineUnfit("HTTPS_PROXY is no address of a proxy", null),
				new IllegalStateException("wrapped", new MachineUnfit("407", null)),
				new StoreUnavailable("Connection refused", null), new OutOfMemoryError("Java heap space"),
				new UnsatisfiedLinkError("no native code"));
	}

	@Test
	void what_the_store_refuses_fails_the_range_with_the_workers_name() {
		assertThat(prepare(AccessRefused.ofRight("403 AccessDenied", null))).isTrue();

		assertThat(this.range.getStatus()).isEqualTo(BatchStatus.FAILED);
		assertThat(new RangeContext(this.range.getExecutionContext()).failure())
			.contains(new UploadFailure(Cure.PERSON, "worker m1: 403 AccessDenied"));
	}

	private boolean prepare(Throwable failure) {
		this.range.setStatus(BatchStatus.FAILED);
		this.range.addFailureException(failure);
		return RangeEnd.prepare(this.range, "m1");
	}

}
