package dev.longhaul.store;

import java.nio.file.Path;
import java.util.List;

import dev.longhaul.store.s3.S3StoreProbes;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What a person has to do is told with the first answer that a store refuses with.
 */
class RefusalAdviceTest {

	private final Entrance entrance;

	RefusalAdviceTest(@TempDir Path folder) {
		this.entrance = new Entrance(folder);
	}

	@AfterEach
	void close() {
		this.entrance.close();
	}

	@Test
	void a_region_that_does_not_exist_is_told_of_with_those_that_are_like_it() {
		// no proxy and no network: its host is unknown here in any case
		StoreAddress address = new StoreAddress("vault", null, "eu-wst-1", Route.usual(false), Access.USUAL);
		try (StoreProbe probe = new S3StoreProbes().at(address, RequestTerms.NONE)) {
			assertThat(probe.reach().perhaps()).first().isEqualTo("eu-west-1");
			StoreException failure = catchThrowableOfType(StoreException.class, probe::contact);

			assertThat(failure).isInstanceOf(RequestRefused.class)
				.hasMessageContaining("the region 'eu-wst-1' is not known")
				.hasMessageContaining("correct destination.region: perhaps eu-west-1, ");
		}
	}

	@Test
	void a_region_that_nobody_names_is_told_of() {
		this.entrance.settings().set("aws.disableEc2Metadata", "true").set("aws.region", null);
		StoreAddress address = new StoreAddress("vault", null, null, Route.usual(false), Access.USUAL);

		StoreException failure = catchThrowableOfType(StoreException.class, () -> this.entrance.at(address));

		assertThat(failure).isInstanceOf(MachineUnfit.class)
			.hasMessage("no region is known; set destination.region or AWS_REGION");
	}

	@ParameterizedTest
	@CsvSource({ "301, PermanentRedirect, HEAD_OBJECT", "301, PermanentRedirect, PUT_OBJECT",
			"307, TemporaryRedirect, PUT_OBJECT", "400, AuthorizationHeaderMalformed, PUT_OBJECT",
			"400, AuthorizationHeaderMalformed, HEAD_OBJECT" })
	void the_region_of_a_bucket_elsewhere_is_named(int status, String code, Op op) {
		this.entrance.s3().faults().add(Fault.on(op).answerFromRegion(status, code, "eu-central-1"));
		ObjectStore store = this.entrance.at(Addresses.at("vault", this.entrance.s3().endpoint(), "eu-west-1"));

		StoreException failure = catchThrowableOfType(StoreException.class, () -> {
			store.head("key");
			store.put(Specs.of("key"), PartBodies.of(1, new byte[1]));
		});

		assertThat(failure).isInstanceOf(BucketMissing.class)
			.hasMessageContaining("the bucket is in another region: set destination.region to eu-central-1");
	}

	@Test
	void the_region_that_requests_are_signed_for_is_no_other() {
		this.entrance.s3().faults().add(Fault.on(Op.HEAD_OBJECT).answerFromRegion(400, "BadRequest", "us-east-1"));
		ObjectStore store = this.entrance.at(Addresses.at("vault", this.entrance.s3().endpoint()));

		StoreException failure = catchThrowableOfType(StoreException.class, () -> store.head("key"));

		assertThat(failure).isInstanceOf(RequestRefused.class).hasMessageNotContaining("region");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					501 | NotImplemented       | RequestRefused | the store does not know this request or one of its headers
					501 | Whatever             | RequestRefused | the store does not know this request or one of its headers
					403 | RequestTimeTooSkewed | ClockSkewed    | set this machine's clock (NTP), then run again
					403 | QuotaExceeded        | AccessRefused  | make room or have the quota raised, then run again
					400 | XMinioAdminBucketQuotaExceeded | AccessRefused | make room or have the quota raised, then run again
					507 | XMinioStorageFull    | AccessRefused  | make room or have the quota raised, then run again
					507 | Whatever             | AccessRefused  | make room or have the quota raised, then run again
					403 | InvalidObjectState   | AccessRefused  | the object is archived: have it restored at the store, then verify again
					403 | AccessDenied         | AccessRefused  | grant this right to the credentials, then run again
					403 | SignatureDoesNotMatch | AccessRefused | correct the credentials, then run again
					403 | InvalidAccessKeyId   | AccessRefused  | correct the credentials, then run again
					403 | InvalidSecurity      | AccessRefused  | correct the credentials, then run again
					403 | NotSignedUp          | AccessRefused  | have this put in order at the store, then run again
					403 | Whatever             | AccessRefused  | 403 Whatever (Scripted by the test); ask who runs the store why
					""")
	void what_a_person_has_to_do_is_told_at_once(int status, String code, String type, String advice) {
		this.entrance.s3().faults().add(Fault.on(Op.PUT_OBJECT).answer(status, code));
		ObjectStore store = this.entrance.at(Addresses.at("vault", this.entrance.s3().endpoint()));

		StoreException failure = catchThrowableOfType(StoreException.class,
				() -> store.put(Specs.of("key"), PartBodies.of(1, new byte[1])));

		assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
		assertThat(failure).hasMessageContaining("PutObject of key").hasMessageContaining(advice);
		assertThat(this.entrance.s3().requests(Op.PUT_OBJECT)).extracting(RecordedRequest::status).containsOnly(status);
	}

	@Test
	void a_store_that_is_full_is_sent_a_part_once() {
		ObjectStore store = this.entrance.at(Addresses.at("vault", this.entrance.s3().endpoint()));
		Upload upload = store.create(Specs.of("key")).upload();
		this.entrance.s3().faults().add(Fault.on(Op.UPLOAD_PART).answer(507, "XMinioStorageFull"));

		StoreException failure = catchThrowableOfType(StoreException.class,
				() -> store.send(upload, PartBodies.of(1, new byte[1])));

		assertThat(failure).isInstanceOf(AccessRefused.class);
		assertThat(this.entrance.s3().requests(Op.UPLOAD_PART)).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			InvalidArgument | 1001 | a transfer.part-size so large that the file has no more than 1,000 parts
			TooManyParts    | 1001 | a transfer.part-size so large that the file has no more than 1,000 parts
			EntityTooLarge  | 1    | set a smaller transfer.part-size
			""")
	void a_store_whose_limits_are_not_s3s_wants_other_parts(String code, int part, String advice) {
		assertThat(refusalOf(part, code)).hasMessageContaining("UploadPart %d of key".formatted(part))
			.hasMessageContaining(advice)
			.hasMessageContaining("end this upload by 'longhaul abort', for what was begun keeps its parts")
			.hasMessageContaining("then run again");
	}

	@Test
	void a_part_that_any_store_has_room_for_is_not_one_too_many() {
		assertThat(refusalOf(1000, "InvalidArgument")).hasMessageNotContaining("part-size");
	}

	@Test
	void parts_that_are_too_small_for_a_store_are_told_of_at_complete() {
		ObjectStore store = this.entrance.at(Addresses.at("vault", this.entrance.s3().endpoint()));
		Upload upload = store.create(Specs.of("key")).upload();
		List<UploadedPart> parts = List.of(store.send(upload, PartBodies.of(1, new byte[1])),
				store.send(upload, PartBodies.of(2, new byte[1])));

		StoreException failure = catchThrowableOfType(StoreException.class,
				() -> store.complete(upload, Completion.of(parts)));

		assertThat(failure).isInstanceOf(RequestRefused.class)
			.hasMessageContaining("400 EntityTooSmall")
			.hasMessageContaining("set a larger transfer.part-size");
	}

	@ParameterizedTest
	@ValueSource(strings = { "AccountProblem", "AllAccessDisabled", "InvalidPayer", "NotSignedUp", "QuotaExceeded",
			"Whatever" })
	void a_right_is_not_missed_where_something_else_is_wrong(String code) {
		this.entrance.s3().faults().add(Fault.on(Op.PUT_OBJECT).answer(403, code));
		ObjectStore store = this.entrance.at(Addresses.at("vault", this.entrance.s3().endpoint()));

		StoreException failure = catchThrowableOfType(StoreException.class,
				() -> store.put(Specs.of("key"), PartBodies.of(1, new byte[1])));

		assertThat(failure).isInstanceOf(AccessRefused.class)
			.hasMessageContaining("answered 403 " + code)
			.hasMessageContaining("then run again")
			.hasMessageNotContaining("right");
	}

	private StoreException refusalOf(int part, String code) {
		ObjectStore store = this.entrance.at(Addresses.at("vault", this.entrance.s3().endpoint()));
		Upload upload = store.create(Specs.of("key")).upload();
		this.entrance.s3().faults().add(Fault.on(Op.UPLOAD_PART).answer(400, code));
		return catchThrowableOfType(RequestRefused.class, () -> store.send(upload, PartBodies.of(part, new byte[1])));
	}

}
