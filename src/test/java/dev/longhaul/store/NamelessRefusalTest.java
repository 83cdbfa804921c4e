package dev.longhaul.store;

import java.nio.file.Path;

import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A refusal by a status only, as proxies and web servers answer in the place of a store.
 */
class NamelessRefusalTest {

	private final Entrance entrance;

	NamelessRefusalTest(@TempDir Path folder) {
		this.entrance = new Entrance(folder);
	}

	@AfterEach
	void close() {
		this.entrance.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			301 | this leads to https://portal.example/login: correct destination.endpoint
			302 | this leads to https://portal.example/login: correct destination.endpoint
			400 | perhaps this port wants https
			404 | perhaps something else answers here, such as a proxy, a console or a website
			405 | perhaps something else answers here, such as a proxy, a console or a website
			411 | perhaps something else answers here, such as a proxy, a console or a website
			412 | perhaps something else answers here, such as a proxy, a console or a website
			413 | set a smaller transfer.part-size; end this upload by 'longhaul abort'
			416 | perhaps something else answers here, such as a proxy, a console or a website
			""")
	void to_a_part_is_perhaps_none_of_the_store(int status, String advice) {
		ObjectStore store = this.entrance.at(Addresses.at("vault", this.entrance.s3().endpoint()));
		Upload upload = store.create(Specs.of("key")).upload();
		this.entrance.s3().faults().add(Fault.on(Op.UPLOAD_PART).strangersPage(status));

		StoreException failure = catchThrowableOfType(StoreException.class,
				() -> store.send(upload, PartBodies.of(1, new byte[1])));

		assertThat(failure).isInstanceOf((status < 400) ? BucketMissing.class : RequestRefused.class)
			.hasMessageContaining("UploadPart 1 of key: ")
			.hasMessageContaining("answered %d; ".formatted(status))
			.hasMessageContaining(advice)
			.hasMessageContaining("run again")
			.hasMessageNotContaining("SSE-C");
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403 })
	void of_credentials_is_told_with_doubt(int status) {
		ObjectStore store = this.entrance.at(Addresses.at("vault", this.entrance.s3().endpoint()));
		this.entrance.s3().faults().add(Fault.onAny().strangersPage(status));

		assertThat(catchThrowableOfType(StoreException.class,
				() -> store.put(Specs.of("key"), PartBodies.of(1, new byte[1]))))
			.isInstanceOf(AccessRefused.class)
			.hasMessageContaining("perhaps something else answers there");
		assertThat(catchThrowableOfType(StoreException.class, () -> store.head("key")))
			.hasMessageNotContaining("something else");
	}

	@Test
	void to_head_may_be_for_the_key_of_the_object() {
		ObjectStore store = this.entrance.at(Addresses.at("vault", this.entrance.s3().endpoint()));
		this.entrance.s3().faults().add(Fault.on(Op.HEAD_OBJECT).strangersPage(400));

		StoreException failure = catchThrowableOfType(StoreException.class, () -> store.head("key"));

		assertThat(failure).isInstanceOf(RequestRefused.class).hasMessageContaining("(SSE-C): then name that key");
	}

	@Test
	void of_a_conflict_passes() {
		ObjectStore store = this.entrance.at(Addresses.at("vault", this.entrance.s3().endpoint()));
		this.entrance.s3().faults().add(Fault.on(Op.PUT_OBJECT).once().strangersPage(409));

		store.put(Specs.of("key"), PartBodies.of(1, new byte[1]));

		assertThat(this.entrance.s3().requests(Op.PUT_OBJECT)).hasSize(2);
	}

}
