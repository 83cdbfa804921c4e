package dev.longhaul.store;

import java.util.OptionalLong;

import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.StrictS3Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How long the parts of an object are, where HEAD is answered by a status only: it may
 * mean the question or the credentials.
 */
class PartSizeTest extends CredentialSources {

	@Test
	void credentials_that_have_expired_since_are_fetched_anew() {
		instance();
		ObjectVersion object = delivered();
		this.s3.expireCredentials("ASIA1", 400);

		assertThat(partSize(object)).hasValue(PART);

		assertThat(this.cloud.asked()).containsExactly("IMDS", "IMDS");
	}

	@Test
	void credentials_that_have_expired_for_good_are_told_of() {
		keys(StrictS3Options.ACCESS_KEY_ID);
		this.settings.set("aws.sessionToken", "token");
		this.s3.allowCredentials(StrictS3Options.ACCESS_KEY_ID, "token");
		ObjectVersion object = delivered();
		this.s3.expireCredentials(StrictS3Options.ACCESS_KEY_ID, 400);

		assertThatExceptionOfType(CredentialsExpired.class).isThrownBy(() -> partSize(object))
			.withMessageContaining("perhaps the temporary credentials have expired");
	}

	@ParameterizedTest
	@CsvSource({ "400, false", "400, true", "501, false", "501, true" })
	void a_store_that_does_not_know_the_question_tells_nothing(int status, boolean temporary) {
		keys(StrictS3Options.ACCESS_KEY_ID);
		if (temporary) {
			this.settings.set("aws.sessionToken", "token");
			this.s3.allowCredentials(StrictS3Options.ACCESS_KEY_ID, "token");
		}
		ObjectVersion object = delivered();
		this.s3.faults().add(Fault.on(Op.HEAD_OBJECT).part(1).answer(status, "NotImplemented"));

		assertThat(partSize(object)).isEmpty();
	}

	private ObjectVersion delivered() {
		assertUploads(Access.USUAL);
		return new ObjectVersion("big", null, at(Access.USUAL).head("big").orElseThrow().etag());
	}

	private OptionalLong partSize(ObjectVersion object) {
		return at(Access.USUAL).reader().partSize(object);
	}

}
