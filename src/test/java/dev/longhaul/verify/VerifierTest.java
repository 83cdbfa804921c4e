package dev.longhaul.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.source.SourceFile;
import dev.longhaul.store.FakeObjectStore;
import dev.longhaul.store.ForwardingStore;
import dev.longhaul.store.ObjectReader;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.ObjectStores;
import dev.longhaul.store.ObjectVersion;
import dev.longhaul.store.PartBodies;
import dev.longhaul.store.RequestTerms;
import dev.longhaul.store.Specs;
import dev.longhaul.store.StoreAddress;
import dev.longhaul.store.StoredObject;
import dev.longhaul.upload.Receipt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Objects of which the store tells neither checksum nor an ETag that is made of MD5s.
 */
class VerifierTest {

	private static final String KEY = "a/b";

	private final FakeObjectStore store = FakeObjectStore.withEncryptedSmallParts();

	private final byte[] bytes = PartBodies.bytes(300_000, 1);

	private final Path file;

	VerifierTest(@TempDir Path folder) throws IOException {
		this.file = Files.write(folder.resolve("b"), this.bytes);
		this.store.put(Specs.of(KEY, Map.of(StoredObject.MARKER, "mark")), PartBodies.of(1, this.bytes));
	}

	@Test
	void is_read_back_and_compared_with_the_file() {
		Verdict verdict = verify(receipt(null));

		assertThat(verdict.result()).isEqualTo(Finding.Result.PROVED);
		assertThat(verdict.finding().evidence()).isEqualTo(Evidence.BYTES);
		assertThat(verdict.finding().bytesRead()).isEqualTo(300_000);
	}

	@Test
	void is_read_back_for_the_checksum_of_the_receipt_when_the_file_is_gone() throws IOException {
		Files.delete(this.file);

		assertThat(verify(receipt("sha256:" + sha256(this.bytes))).finding().message())
			.isEqualTo("read back, its bytes have the sha256 of the receipt");
		assertThat(verify(receipt("sha256:" + sha256(new byte[1]))).result()).isEqualTo(Finding.Result.DIFFERS);
	}

	@Test
	void is_known_again_by_its_etag_when_nothing_else_is_left() throws IOException {
		Files.delete(this.file);

		Verdict verdict = verify(receipt(null));

		assertThat(verdict.result()).isEqualTo(Finding.Result.PROVED);
		assertThat(verdict.finding().evidence()).isEqualTo(Evidence.RECEIPT);
		assertThat(verdict.finding().message()).contains("its bytes cannot be compared");
	}

	@Test
	void is_not_proved_where_its_bytes_were_to_be_read_and_nothing_says_what_they_were() throws IOException {
		Files.delete(this.file);

		Verdict verdict = verify(receipt(null), this.file.toString(), this.store, true);

		assertThat(verdict.result()).isEqualTo(Finding.Result.UNPROVED);
		assertThat(verdict.finding().message()).contains("its bytes cannot be compared");
	}

	@Test
	void is_not_proved_where_only_its_size_was_proved_when_it_was_delivered() throws IOException {
		Files.delete(this.file);

		assertThat(verify(receipt(null, "size")).result()).isEqualTo(Finding.Result.UNPROVED);
	}

	/** No locale can read this one. */
	@Test
	void is_compared_with_the_receipt_where_the_name_of_the_file_cannot_be_read() {
		String name = this.file + "\0";

		Verdict verdict = verify(receipt(null), name);

		assertThat(verdict.result()).isEqualTo(Finding.Result.PROVED);
		assertThat(verdict.notes()).singleElement().asString().contains("cannot be read: its name");
	}

	@Test
	void is_not_proved_where_reading_fails() throws IOException {
		InputStream broken = InputStream.nullInputStream();
		broken.close();
		ObjectReader reader = this.store.reader();
		Verdict verdict = verify(receipt(null), new ForwardingStore(this.store) {

			@Override
			public ObjectReader reader() {
				return new ObjectReader() {

					@Override
					public Optional<StoredObject> head(String key, @Nullable String versionId) {
						return reader.head(key, versionId);
					}

					@Override
					public OptionalLong partSize(ObjectVersion object) {
						return reader.partSize(object);
					}

					@Override
					public InputStream read(ObjectVersion object, long offset, long length) {
						return broken;
					}

				};
			}

		});

		assertThat(verdict.result()).isEqualTo(Finding.Result.UNPROVED);
		assertThat(verdict.finding().needsPerson()).isFalse();
		assertThat(verdict.finding().message()).contains("cannot be read: Stream closed; see what is wrong");
	}

	private Verdict verify(Receipt receipt) {
		return verify(receipt, this.file.toString(), this.store);
	}

	private Verdict verify(Receipt receipt, String name) {
		return verify(receipt, name, this.store);
	}

	private Verdict verify(Receipt receipt, ObjectStore only) {
		return verify(receipt, this.file.toString(), only);
	}

	private Verdict verify(Receipt receipt, String name, ObjectStore only) {
		return verify(receipt, name, only, false);
	}

	private Verdict verify(Receipt receipt, String name, ObjectStore only, boolean download) {
		ObjectStores stores = new ObjectStores() {

			@Override
			public ObjectStore at(StoreAddress address, RequestTerms terms) {
				return only;
			}

			@Override
			public void endPauses() {
				// makes none
			}

			@Override
			public void close() {
				// holds nothing
			}

		};
		ObjectLocation location = new ObjectLocation(
				StoreAddress.ofIdentity("https://s3.example.com/vault", null, null), RequestTerms.NONE, KEY, 2);
		return new Verifier(stores).verify(new Delivery(7L, location, receipt, List.of(name), false, null, null),
				download);
	}

	private Receipt receipt(@Nullable String checksum) {
		return receipt(checksum, (checksum != null) ? "part-checksums" : "content-md5");
	}

	private Receipt receipt(@Nullable String checksum, String proof) {
		Instant modified = Files.exists(this.file) ? SourceFile.of(this.file).modified() : Instant.EPOCH;
		return new Receipt(this.file.toString(), this.bytes.length, modified, "https://s3.example.com/vault", KEY, null,
				this.store.head(KEY).orElseThrow().etag(), 1, 5L << 20, checksum, proof, 1, 1, this.bytes.length,
				Instant.EPOCH, Instant.EPOCH, Receipt.FORMAT, "mark");
	}

	private static String sha256(byte[] bytes) {
		return ChecksumAlgorithm.SHA256.of(bytes).base64();
	}

}
