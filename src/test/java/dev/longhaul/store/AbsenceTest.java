package dev.longhaul.store;

import java.nio.file.Path;

import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An object is not there when the store says so: 404 alone is said by any web server.
 */
class AbsenceTest {

	private final Entrance entrance;

	private final ObjectStore store;

	AbsenceTest(@TempDir Path folder) {
		this.entrance = new Entrance(folder);
		this.store = this.entrance.at(Addresses.at("vault", this.entrance.s3().endpoint()));
	}

	@AfterEach
	void close() {
		this.entrance.close();
	}

	@Test
	void is_told_by_an_answer_to_head_with_headers_of_s3() {
		assertThat(this.store.head("key")).isEmpty();

		assertThat(this.entrance.s3().requests()).extracting(RecordedRequest::op).containsExactly(Op.HEAD_OBJECT);
	}

	@Test
	void is_told_by_the_answer_to_get_where_head_has_no_header_of_s3() {
		this.entrance.s3().faults().add(Fault.on(Op.HEAD_OBJECT).strangersPage(404));

		assertThat(this.store.head("key")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void is_certain_by_one_answer_to_get_whoever_has_answered_head(boolean stranger) {
		if (stranger) {
			this.entrance.s3().faults().add(Fault.on(Op.HEAD_OBJECT).strangersPage(404));
		}

		assertThat(this.store.headForCertain("key")).isEmpty();

		assertThat(this.entrance.s3().requests()).extracting(RecordedRequest::op)
			.containsExactly(Op.HEAD_OBJECT, Op.GET_OBJECT);
	}

	@Test
	void is_not_told_by_a_web_server() {
		this.entrance.s3().faults().add(Fault.onAny().strangersPage(404));

		assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> this.store.head("key"))
			.withMessageContaining("GetObject of key: ")
			.withMessageContaining("answered 404; S3 would say why, so perhaps something else answers here");
	}

	@Test
	void is_not_told_where_get_finds_the_object() {
		this.store.put(Specs.of("key"), PartBodies.of(1, new byte[7]));
		this.entrance.s3().faults().add(Fault.on(Op.HEAD_OBJECT).strangersPage(404));

		assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> this.store.head("key"))
			.withMessageContaining("HeadObject of key: ")
			.withMessageContaining("GetObject finds it");
	}

	@Test
	void is_not_told_where_get_finds_an_object_without_bytes() {
		this.store.put(Specs.of("key"), PartBodies.of(1, new byte[0]));
		this.entrance.s3().faults().add(Fault.on(Op.HEAD_OBJECT).strangersPage(404));

		assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> this.store.head("key"));
	}

}
