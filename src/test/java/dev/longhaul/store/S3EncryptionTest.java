package dev.longhaul.store;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.longhaul.store.MadeObjects.Way;
import dev.longhaul.stub.AccessKeys;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.StrictS3;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.longhaul.store.MadeObjects.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The keys that encrypt an object are named, or sent, with each request that S3 wants
 * them with, and what goes wrong with one says who can cure it.
 */
@ExtendWith(AccessKeys.class)
class S3EncryptionTest {

	private static final ObjectSpec PLAIN = Specs.of(KEY);

	@TempDir
	private Path folder;

	private final MadeObjects objects = new MadeObjects();

	private final StrictS3 s3 = this.objects.s3();

	@AfterEach
	void close() {
		this.objects.close();
	}

	@ParameterizedTest
	@EnumSource
	void a_key_of_kms_is_named_with_its_context(Way way) {
		Encryption encryption = new Encryption(Encryption.Type.SSE_KMS, "alias/backup",
				Map.of("team", "größe", "app", "db"), true);

		this.objects.make(way, encrypted(encryption));

		assertThat(this.objects.begin(way).headers()).containsEntry("x-amz-server-side-encryption", "aws:kms")
			.containsEntry("x-amz-server-side-encryption-aws-kms-key-id", "alias/backup")
			.containsEntry("x-amz-server-side-encryption-context",
					Base64.getEncoder()
						.encodeToString("{\"app\":\"db\",\"team\":\"größe\"}".getBytes(StandardCharsets.UTF_8)))
			.containsEntry("x-amz-server-side-encryption-bucket-key-enabled", "true");
		assertThat(this.s3.object("vault", KEY).headers()).containsEntry("x-amz-server-side-encryption", "aws:kms");
	}

	@ParameterizedTest
	@CsvSource({ "SSE_S3, AES256, true", "SSE_KMS, aws:kms, false", "DSSE_KMS, aws:kms:dsse, false" })
	void etags_count_as_md5s_only_where_they_are(Encryption.Type type, String word, boolean md5Etags) {
		for (Way way : Way.values()) {
			this.objects.make(way, encrypted(new Encryption(type, null, Map.of(), null)));

			assertThat(this.objects.begin(way).headers()).containsEntry("x-amz-server-side-encryption", word);
			assertThat(this.objects.store(RequestTerms.NONE).head(KEY)).map(StoredObject::hasMd5Etag)
				.contains(md5Etags);
		}
	}

	@Test
	void a_key_of_our_own_goes_with_each_request_on_what_it_encrypts() throws IOException {
		ObjectStore store = this.objects.store(keyed("a"));
		PartBody body = PartBodies.of(1, PartBodies.bytes(10, 1));

		store.put(PLAIN, body);
		Upload upload = store.create(PLAIN).upload();
		UploadedPart part = store.send(upload, body);
		assertThat(part.etag()).isNotEqualTo(body.checksum().hex());
		assertThat(store.listParts(upload)).singleElement().matches(part::agreesWith);
		store.complete(upload, Completion.of(List.of(part)));
		assertThat(store.head(KEY)).map(StoredObject::hasMd5Etag).contains(false);
		store.abort(store.create(PLAIN).upload());
		assertThat(store.openUploads(KEY)).isEmpty();
		MadeObjects.read(store, 10);

		assertThat(this.s3.requests()).hasSize(12).allSatisfy((request) -> {
			boolean without = request.op() == Op.ABORT_MULTIPART_UPLOAD || request.op() == Op.LIST_MULTIPART_UPLOADS;
			assertThat(request.headers().containsKey("x-amz-server-side-encryption-customer-key")).isEqualTo(!without);
			assertThat(request.status()).isLessThan(300);
		});
	}

	/** The environment may name an endpoint where the definition does not. */
	@Test
	void a_key_of_our_own_does_not_leave_the_machine_in_clear_text() throws IOException {
		URI overheard = URI.create("http://s3.invalid:" + this.s3.endpoint().getPort());
		ObjectStore store = this.objects.at(overheard, keyed("a"));

		assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> store.create(PLAIN))
			.withMessageContaining("would go to http://s3.invalid in clear text, so nothing was sent");
		assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> store.head(KEY));
	}

	@Test
	void an_upload_that_was_begun_with_another_key_says_so() throws IOException {
		PartBody body = PartBodies.of(1, PartBodies.bytes(10, 1));
		Upload upload = this.objects.store(keyed("a")).create(PLAIN).upload();

		for (ObjectStore other : List.of(this.objects.store(keyed("b")), this.objects.store(RequestTerms.NONE))) {
			assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> other.send(upload, body))
				.withMessageContaining("UploadPart 1 of " + KEY)
				.withMessageContaining(
						"begun with another key than destination.encryption says now: put that one back");
			assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> other.listParts(upload))
				.withMessageContaining("begun with another key");
			Upload another = this.objects.store(keyed("a")).create(PLAIN).upload();
			other.abort(another);
			assertThat(this.s3.openUploads()).as("an abort needs no key")
				.noneMatch((open) -> open.uploadId().equals(another.id()));
		}
	}

	@Test
	void an_object_of_another_key_is_told_of_and_one_of_no_key_is_shown() throws IOException {
		PartBody body = PartBodies.of(1, PartBodies.bytes(10, 1));
		this.objects.store(keyed("a")).put(PLAIN, body);

		assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> this.objects.store(keyed("b")).head(KEY))
			.withMessageContaining("encrypted with another key than that of destination.encryption.key-file");
		assertThatExceptionOfType(RequestRefused.class)
			.isThrownBy(() -> this.objects.store(RequestTerms.NONE).head(KEY))
			.withMessageContaining("encrypted with a key of its own (SSE-C)");

		this.objects.store(RequestTerms.NONE).put(PLAIN, body);
		assertThat(this.objects.store(keyed("a")).head(KEY)).map(StoredObject::etag).contains(body.checksum().hex());
	}

	@Test
	void a_key_that_is_gone_keeps_no_upload_from_being_aborted() throws IOException {
		RequestTerms terms = keyed("a");
		ObjectStore store = this.objects.store(terms);
		Upload upload = store.create(PLAIN).upload();
		Files.delete(Objects.requireNonNull(terms.keyFile()));

		assertThatExceptionOfType(MachineUnfit.class)
			.isThrownBy(() -> store.send(upload, PartBodies.of(1, new byte[1])))
			.withMessageContaining("the key of destination.encryption.key-file cannot be used")
			.withMessageContaining("cannot be read");
		store.abort(upload);
		assertThat(this.s3.openUploads()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "400, KMS.DisabledException, dev.longhaul.store.RequestRefused, enable the key of",
			"400, KMS.NotFoundException, dev.longhaul.store.RequestRefused, enable the key of",
			"403, AccessDenied, dev.longhaul.store.AccessRefused, grant this right to the credentials",
			"400, KMS.KeyUnavailableException, dev.longhaul.store.StoreUnavailable, run again later" })
	void what_kms_refuses_says_who_can_cure_it(int status, String code, Class<StoreException> fact, String advice) {
		this.s3.faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).answer(status, code));
		Encryption encryption = new Encryption(Encryption.Type.SSE_KMS, null, Map.of(), null);

		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> this.objects.make(Way.MULTIPART, encrypted(encryption)))
			.isInstanceOf(fact)
			.withMessageContaining(status + " " + code)
			.withMessageContaining(advice);
	}

	private RequestTerms keyed(String name) throws IOException {
		Path file = this.folder.resolve(name + ".key");
		if (!Files.exists(file)) {
			Files.writeString(file, name.repeat(32));
			Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
		}
		return new RequestTerms(null, false, file);
	}

	private static ObjectSettings encrypted(Encryption encryption) {
		return new ObjectSettings(ContentHeaders.NONE, null, null, Map.of(), encryption, null);
	}

}
