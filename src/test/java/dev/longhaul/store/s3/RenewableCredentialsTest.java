package dev.longhaul.store.s3;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RenewableCredentialsTest {

	@Test
	void those_of_before_go_on_where_no_others_can_be_fetched() {
		Deque<Supplier<Credentials>> sources = new ArrayDeque<>(List.of(() -> new Named("old"), () -> {
			throw new IllegalStateException("the authorities cannot be read");
		}, () -> new Named("new")));
		RenewableCredentials credentials = new RenewableCredentials(() -> sources.remove().get());
		AwsCredentials old = credentials.resolveCredentials();

		assertThatIllegalStateException().isThrownBy(() -> credentials.renew(old));

		assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("old");
		assertThat(credentials.renew(old)).isTrue();
		assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("new");
	}

	/** As the SDK's own: closed is closed. */
	private static final class Named implements Credentials {

		private final String name;

		private boolean closed;

		private Named(String name) {
			this.name = name;
		}

		@Override
		public AwsCredentials resolveCredentials() {
			if (this.closed) {
				throw new IllegalStateException("Connection pool shut down");
			}
			return AwsBasicCredentials.create(this.name, "secret");
		}

		@Override
		public String origin() {
			return this.name;
		}

		@Override
		public void close() {
			this.closed = true;
		}

	}

}
