package dev.longhaul.store;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Metadata of an instance that give no credentials.
 */
class InstanceMetadataTest extends CredentialSources {

	@ParameterizedTest
	@ValueSource(ints = { 429, 500, 503 })
	void that_are_busy_are_no_missing_credentials(int status) {
		instance();
		this.cloud.refuse(status, "Busy");

		assertThat(failure(Access.USUAL)).isInstanceOf(StoreUnavailable.class)
			.hasMessageContaining("the metadata of this instance (IMDS) give no credentials (" + status)
			.hasMessageEndingWith("; run again later");
	}

	@Test
	void that_know_no_role_are_told_of() {
		instance();
		this.cloud.refuse(404, "NoRole");

		assertThat(failure(Access.USUAL)).isInstanceOf(CredentialsMissing.class)
			.hasMessageContaining("the metadata of this instance (IMDS) give no credentials (")
			.hasMessageEndingWith("; give the instance a role, then run again");
	}

	@Test
	void that_nobody_has_are_not_spoken_of() {
		instance();
		this.cloud.close();

		assertThat(failure(Access.USUAL)).isInstanceOf(CredentialsMissing.class)
			.hasMessageContaining("no credentials were found; set AWS_ACCESS_KEY_ID");
	}

}
