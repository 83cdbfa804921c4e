package dev.longhaul.store;

import java.net.URI;

import dev.longhaul.part.PartPlan;
import dev.longhaul.part.PartSize;
import dev.longhaul.part.PlanImpossible;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StoreProfileTest {

	@ParameterizedTest
	@CsvSource({ "https://s3.eu-west-1.amazonaws.com, AWS", "https://s3.cn-north-1.amazonaws.com.cn, AWS",
			"https://0123.r2.cloudflarestorage.com, R2", "https://s3.us-west-004.backblazeb2.com, B2",
			"https://STORAGE.googleapis.com, GCS", "https://s3.example.com:9000, UNKNOWN",
			"https://notamazonaws.com, UNKNOWN", "http://127.0.0.1:9000, UNKNOWN" })
	void is_told_by_the_host(URI endpoint, StoreProfile profile) {
		assertThat(StoreProfile.of(Addresses.at("bucket", endpoint))).isEqualTo(profile);
	}

	@Test
	void is_aws_where_no_endpoint_is_said() {
		assertThat(StoreProfile.of(new StoreAddress("bucket", null, null, Route.usual(false), Access.USUAL)))
			.isEqualTo(StoreProfile.AWS);
	}

	@Test
	void is_named_by_a_definition() {
		assertThat(StoreProfile.named("minio")).isEqualTo(StoreProfile.MINIO);
		assertThatIllegalArgumentException().isThrownBy(() -> StoreProfile.named("unknown"));
		assertThatIllegalArgumentException().isThrownBy(() -> StoreProfile.named("s4"));
	}

	@ParameterizedTest
	@CsvSource({ "AWS, 53687091200000", "R2, 5492189429760", "B2, 10000000000000", "GCS, 5497558138880",
			"UNKNOWN, 53687091200000" })
	void takes_objects_up_to_a_size(StoreProfile profile, long largest) {
		assertThat(PartPlan.of(largest, PartSize.AUTO, profile.limits()).fileSize()).isEqualTo(largest);
		assertThatExceptionOfType(PlanImpossible.class)
			.isThrownBy(() -> PartPlan.of(largest + 1, PartSize.AUTO, profile.limits()))
			.withMessageContaining("the store's largest object has %,d", largest);
	}

}
