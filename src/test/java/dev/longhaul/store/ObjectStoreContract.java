package dev.longhaul.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.checksum.ObjectChecksum;
import dev.longhaul.checksum.ObjectChecksum.Summed;
import dev.longhaul.part.Part;
import dev.longhaul.part.S3Limits;
import dev.longhaul.source.FileSlice;
import dev.longhaul.source.SourceChanged;
import dev.longhaul.source.SourceFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every store has to keep, the fake and the real ones. A store that is known to be
 * lax says so by overriding one of the methods that name the laxity.
 */
public abstract class ObjectStoreContract {

	private static final int FIVE_MIB = (int) S3Limits.MIN_PART_SIZE;

	private static final String KEY = "folder/file.bin";

	private static final String MARKER = "0123-4567";

	private ObjectStore store = new FakeObjectStore();

	/** A store whose bucket exists and is empty; asked for before each test. */
	protected abstract ObjectStore emptyStore() throws Exception;

	/**
	 * False where UploadPart and ListParts do not look whether there is such an upload.
	 */
	protected boolean looksForTheUploadOfAPart() {
		return true;
	}

	/**
	 * False where a repeated Complete is answered as the first one was, as AWS may do.
	 */
	protected boolean refusesToCompleteAgain() {
		return true;
	}

	/** False where Complete sorts the parts that it is given. */
	protected boolean refusesPartsOutOfOrder() {
		return true;
	}

	/** False where ListParts does not tell the checksums of the parts. */
	protected boolean listsTheChecksumsOfParts() {
		return true;
	}

	/** False where HeadObject does not know the parts that an object was made of. */
	protected boolean knowsThePartsOfAnObject() {
		return true;
	}

	/** False where only the ETag tells that a part is not what its Content-MD5 says. */
	protected boolean verifiesTheMd5OfParts() {
		return true;
	}

	/** What a store's answer to damaged bytes is taken for. */
	protected Class<? extends StoreException> refusalOfDamage() {
		return PartDamaged.class;
	}

	/** False where an upload's id is good with other keys than its own. */
	protected boolean tiesAnUploadToItsKey() {
		return true;
	}

	/** More than one page of ListParts has. */
	protected int partsOfALongList() {
		return 1_001;
	}

	@BeforeEach
	void openStore() throws Exception {
		this.store = emptyStore();
	}

	@Test
	void begins_an_upload_that_is_listed_until_it_ends() {
		Instant before = Instant.now().minus(Duration.ofMinutes(1));
		Upload upload = begin(KEY);

		assertThat(this.store.openUploads(KEY)).singleElement().satisfies((open) -> {
			assertThat(open.upload()).isEqualTo(upload);
			assertThat(open.initiated()).isBetween(before, before.plus(Duration.ofMinutes(10)));
		});
		assertThat(this.store.listParts(upload)).isEmpty();
		assertThat(this.store.head(KEY)).isEmpty();
		complete(upload, send(upload, 1, 10));
		assertThat(this.store.openUploads(KEY)).isEmpty();
	}

	@Test
	void keeps_two_uploads_of_one_key_apart() {
		Upload one = begin(KEY);
		Upload other = begin(KEY);
		UploadedPart part = send(one, 1, 10);

		assertThat(one.id()).isNotEqualTo(other.id());
		assertThat(this.store.openUploads(KEY)).extracting(OpenUpload::upload).containsExactlyInAnyOrder(one, other);
		assertThat(this.store.listParts(one)).containsExactly(part);
		assertThat(this.store.listParts(other)).isEmpty();
		this.store.abort(other);
		assertThat(this.store.openUploads(KEY)).extracting(OpenUpload::upload).containsExactly(one);
	}

	@Test
	void lists_the_uploads_of_exactly_one_key() {
		Upload upload = begin("a/b");
		begin("a/b.part");
		begin("a/b/c");
		begin("a");

		assertThat(this.store.openUploads("a/b")).extracting(OpenUpload::upload).containsExactly(upload);
		assertThat(this.store.openUploads("a/")).isEmpty();
	}

	@Test
	void lists_the_uploads_of_the_whole_bucket() {
		List<Upload> begun = List.of(begin("a/b"), begin("a/b.part"), begin("z"));

		assertThat(this.store.openUploads()).extracting(OpenUpload::upload).containsAll(begun);
		begun.forEach(this.store::abort);
		assertThat(this.store.openUploads()).extracting(OpenUpload::upload).doesNotContainAnyElementsOf(begun);
	}

	@Test
	void answers_a_part_with_its_md5() {
		byte[] bytes = PartBodies.bytes(1000, 3);
		Upload upload = begin(KEY);

		UploadedPart part = this.store.send(upload, PartBodies.of(7, bytes));

		assertThat(part).isEqualTo(new UploadedPart(7, 1000, PartBodies.md5(bytes)));
		assertThat(this.store.listParts(upload)).containsExactly(part);
	}

	@Test
	void overwrites_a_part_of_the_same_number() {
		Upload upload = begin(KEY);
		UploadedPart first = send(upload, 1, 10);
		UploadedPart second = this.store.send(upload, PartBodies.of(1, PartBodies.bytes(20, 99)));

		assertThat(this.store.listParts(upload)).containsExactly(second);
		assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> complete(upload, first));
		complete(upload, second);
		assertThat(this.store.head(KEY)).map(StoredObject::size).contains(20L);
	}

	@Test
	void lists_parts_ascending_however_they_came() {
		Upload upload = begin(KEY);
		List<UploadedPart> sent = new ArrayList<>();
		for (int number : new int[] { 20, 3, 100, 1, 10_000, 2 }) {
			sent.add(send(upload, number, number % 7));
		}

		assertThat(this.store.listParts(upload)).containsExactlyInAnyOrderElementsOf(sent)
			.extracting(UploadedPart::number)
			.isSorted();
	}

	@Test
	void lists_more_parts_than_a_page_holds() {
		Upload upload = begin(KEY);
		int count = partsOfALongList();
		IntStream.rangeClosed(1, count).forEach((number) -> send(upload, number, 1));

		assertThat(this.store.listParts(upload)).extracting(UploadedPart::number)
			.containsExactlyElementsOf(IntStream.rangeClosed(1, count).boxed().toList());
	}

	@Test
	void refuses_a_part_whose_bytes_are_not_those_that_were_hashed() {
		Upload upload = begin(KEY);
		byte[] bytes = PartBodies.bytes(1000, 3);

		assertThatExceptionOfType(PartDamaged.class)
			.isThrownBy(() -> this.store.send(upload, PartBodies.damaged(2, bytes)))
			.withMessageContaining("UploadPart 2 of " + KEY);
		assertThat(this.store.listParts(upload).isEmpty()).isEqualTo(verifiesTheMd5OfParts());
		this.store.send(upload, PartBodies.of(2, bytes));
		assertThat(this.store.listParts(upload)).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MD5")
	void keeps_the_checksums_of_parts_and_object(ChecksumAlgorithm integrity) {
		Upload upload = this.store.create(spec(KEY, integrity)).upload();
		byte[] first = PartBodies.bytes(FIVE_MIB, 1);
		byte[] last = PartBodies.bytes(10, 2);
		List<UploadedPart> parts = List.of(this.store.send(upload, PartBodies.of(1, first, integrity)),
				this.store.send(upload, PartBodies.of(2, last, integrity)));
		ObjectChecksum whole = ObjectChecksum
			.of(List.of(new Summed(integrity.of(first), first.length), new Summed(integrity.of(last), last.length)));

		assertThat(parts).extracting(UploadedPart::checksum).containsExactly(integrity.of(first), integrity.of(last));
		if (listsTheChecksumsOfParts()) {
			assertThat(this.store.listParts(upload)).isEqualTo(parts);
		}
		this.store.complete(upload, new Completion(parts, whole, WriteCondition.ALWAYS));

		ObjectChecksum stored = this.store.head(KEY).orElseThrow().checksum();
		assertThat(stored).isNotNull().matches((told) -> told.tells(whole), "tells " + whole);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MD5")
	void keeps_the_checksum_of_an_object_that_was_put(ChecksumAlgorithm integrity) {
		byte[] bytes = PartBodies.bytes(1000, 3);

		this.store.put(spec(KEY, integrity), PartBodies.of(1, bytes, integrity));

		assertThat(this.store.head(KEY)).map(StoredObject::checksum).contains(ObjectChecksum.of(integrity.of(bytes)));
	}

	@ParameterizedTest
	@EnumSource
	void refuses_bytes_that_are_not_those_that_were_summed(ChecksumAlgorithm integrity) {
		Upload upload = this.store.create(spec(KEY, integrity)).upload();
		PartBody damaged = PartBodies.damaged(PartBodies.of(2, PartBodies.bytes(1000, 3), integrity));

		boolean byEtag = integrity == ChecksumAlgorithm.MD5 && !verifiesTheMd5OfParts();
		assertThatExceptionOfType(byEtag ? PartDamaged.class : refusalOfDamage())
			.isThrownBy(() -> this.store.send(upload, damaged));
		assertThatExceptionOfType(refusalOfDamage()).isThrownBy(() -> this.store.put(spec(KEY, integrity), damaged));
		assertThat(this.store.listParts(upload).isEmpty()).isEqualTo(!byEtag);
		assertThat(this.store.head(KEY)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "CRC64NVME", "CRC32C", "CRC32" })
	void does_not_join_parts_to_another_object_than_was_summed(ChecksumAlgorithm integrity) {
		Upload upload = this.store.create(spec(KEY, integrity)).upload();
		List<UploadedPart> parts = List.of(this.store.send(upload, PartBodies.of(1, new byte[10], integrity)));
		ObjectChecksum other = ObjectChecksum.of(integrity.of(new byte[11]));

		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> this.store.complete(upload, new Completion(parts, other, WriteCondition.ALWAYS)));
		assertThat(this.store.head(KEY)).isEmpty();
	}

	@Test
	void makes_an_object_only_if_the_key_has_none() {
		PartBody body = PartBodies.of(1, PartBodies.bytes(10, 1));
		Upload upload = begin(KEY);
		Completion completion = new Completion(List.of(send(upload, 1, 10)), null, WriteCondition.IF_ABSENT);

		this.store.put(spec(KEY), body, WriteCondition.IF_ABSENT);

		assertThatExceptionOfType(PreconditionFailed.class)
			.isThrownBy(() -> this.store.put(spec(KEY), body, WriteCondition.IF_ABSENT));
		assertThatExceptionOfType(PreconditionFailed.class).isThrownBy(() -> this.store.complete(upload, completion));
		assertThat(this.store.listParts(upload)).hasSize(1);
		Upload other = begin("other");
		this.store.complete(other, new Completion(List.of(send(other, 1, 10)), null, WriteCondition.IF_ABSENT));
		assertThat(this.store.head("other")).isPresent();
	}

	@Test
	void passes_on_what_is_wrong_with_the_source(@TempDir Path folder) throws IOException {
		SourceFile file = SourceFile.of(Files.write(folder.resolve("a"), PartBodies.bytes(1000, 3)));
		FileSlice slice = new FileSlice(file, new Part(1, 0, 1000));
		PartBody body = new PartBody(slice.part(), slice.checksum(ChecksumAlgorithm.MD5), slice::open);
		Files.write(file.path(), PartBodies.bytes(400, 3));
		Upload upload = begin(KEY);

		assertThatExceptionOfType(SourceChanged.class).isThrownBy(() -> this.store.send(upload, body));
		assertThatExceptionOfType(SourceChanged.class).isThrownBy(() -> this.store.put(spec(KEY), body));
		assertThat(this.store.listParts(upload)).isEmpty();
		assertThat(this.store.head(KEY)).isEmpty();
	}

	@Test
	void joins_the_parts_to_one_object_with_its_marker() {
		Upload upload = begin(KEY);
		byte[] first = PartBodies.bytes(FIVE_MIB, 1);
		byte[] last = PartBodies.bytes(10, 2);
		UploadedPart second = this.store.send(upload, PartBodies.of(2, last));

		complete(upload, this.store.send(upload, PartBodies.of(1, first)), second);

		StoredObject object = this.store.head(KEY).orElseThrow();
		assertThat(object.key()).isEqualTo(KEY);
		assertThat(object.size()).isEqualTo(FIVE_MIB + 10);
		assertThat(object.md5Etag()).isTrue();
		assertThat(object.etag()).isEqualTo(etagOf(first, last));
		assertThat(object.hasMarker(MARKER)).isTrue();
		assertThat(object.hasMarker("other")).isFalse();
		assertThat(object.metadata()).containsEntry("owner", "team a");
	}

	@Test
	void replaces_an_object_when_an_upload_of_its_key_is_completed() {
		this.store.put(new ObjectSpec(KEY, null, null, Map.of()), PartBodies.of(1, PartBodies.bytes(30, 4)));
		Upload upload = begin(KEY);
		UploadedPart part = send(upload, 1, 10);
		assertThat(this.store.head(KEY)).map(StoredObject::size).contains(30L);

		complete(upload, part);

		assertThat(this.store.head(KEY)).map(StoredObject::size).contains(10L);
		assertThat(this.store.head(KEY)).map((object) -> object.hasMarker(MARKER)).contains(true);
	}

	@Test
	void takes_gaps_between_the_numbers_of_the_parts() {
		Upload upload = begin(KEY);
		UploadedPart first = send(upload, 2, FIVE_MIB);

		complete(upload, first, send(upload, 9, 1));

		assertThat(this.store.head(KEY)).map(StoredObject::size).contains(FIVE_MIB + 1L);
	}

	@Test
	void refuses_to_complete_without_a_part_that_is_listed() {
		Upload upload = begin(KEY);
		UploadedPart first = send(upload, 1, FIVE_MIB);
		UploadedPart missing = new UploadedPart(2, 10, PartBodies.md5(PartBodies.bytes(10, 2)));

		assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> complete(upload, first, missing));
		assertStillOpen(upload);
	}

	@Test
	void refuses_to_complete_with_an_etag_that_is_not_the_parts() {
		Upload upload = begin(KEY);
		UploadedPart first = send(upload, 1, 10);
		UploadedPart wrong = new UploadedPart(1, 10, PartBodies.md5(PartBodies.bytes(10, 99)));

		assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> complete(upload, wrong));
		assertStillOpen(upload);
		complete(upload, first);
	}

	@Test
	void refuses_to_complete_with_a_part_below_5_mib_that_is_not_the_last() {
		Upload upload = begin(KEY);
		UploadedPart first = send(upload, 1, FIVE_MIB - 1);
		UploadedPart last = send(upload, 2, 10);

		assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> complete(upload, first, last));
		assertStillOpen(upload);
	}

	@Test
	void refuses_to_complete_with_parts_out_of_order() {
		Upload upload = begin(KEY);
		UploadedPart first = send(upload, 1, FIVE_MIB);
		UploadedPart last = send(upload, 2, FIVE_MIB);

		if (refusesPartsOutOfOrder()) {
			assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> complete(upload, last, first));
			assertStillOpen(upload);
		}
		complete(upload, first, last);
	}

	@Test
	void refuses_to_complete_nothing() {
		Upload upload = begin(KEY);

		// MalformedXML says S3, NoSuchUpload says S3Proxy
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> complete(upload));
		assertThat(this.store.head(KEY)).isEmpty();
	}

	@Test
	void knows_no_upload_that_was_never_begun() {
		UploadedPart part = send(begin(KEY), 1, 10);
		Upload unknown = new Upload(KEY, "00000000-0000-0000-0000-000000000000");

		assertGone(unknown, part);
		assertThat(this.store.head(KEY)).isEmpty();
	}

	@Test
	void knows_no_upload_by_the_id_of_another_key() {
		Upload upload = begin(KEY);
		UploadedPart part = send(upload, 1, 10);

		if (looksForTheUploadOfAPart() && tiesAnUploadToItsKey()) {
			assertGone(new Upload("other", upload.id()), part);
		}
		complete(upload, part);
		assertThat(this.store.head("other")).isEmpty();
	}

	@Test
	void knows_no_aborted_upload() {
		Upload upload = begin(KEY);
		UploadedPart part = send(upload, 1, 10);

		this.store.abort(upload);

		assertThat(this.store.openUploads(KEY)).isEmpty();
		assertGone(upload, part);
		assertThat(this.store.head(KEY)).isEmpty();
		assertThat(this.store.openUploads(KEY)).isEmpty();
	}

	@Test
	void knows_no_completed_upload() {
		Upload upload = begin(KEY);
		UploadedPart part = send(upload, 1, 10);
		complete(upload, part);
		Optional<StoredObject> object = this.store.head(KEY);

		assertThat(object).isPresent();
		if (refusesToCompleteAgain()) {
			assertGone(upload, part);
		}
		else {
			complete(upload, part);
		}
		assertThat(this.store.head(KEY)).isEqualTo(object);
		assertThat(this.store.openUploads(KEY)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 100_000 })
	void puts_a_whole_object(int length) {
		byte[] bytes = PartBodies.bytes(length, 5);

		this.store.put(spec(KEY), PartBodies.of(1, bytes));

		StoredObject object = this.store.head(KEY).orElseThrow();
		assertThat(object.size()).isEqualTo(length);
		assertThat(object.etag()).isEqualTo(PartBodies.md5(bytes));
		assertThat(object.hasMarker(MARKER)).isTrue();
		assertThat(this.store.openUploads(KEY)).isEmpty();
	}

	@Test
	void replaces_an_object_that_is_put_again() {
		this.store.put(new ObjectSpec(KEY, null, null, Map.of("old", "1")), PartBodies.of(1, PartBodies.bytes(9, 1)));
		this.store.put(spec(KEY), PartBodies.of(1, PartBodies.bytes(10, 2)));

		assertThat(this.store.head(KEY)).map(StoredObject::size).contains(10L);
		assertThat(this.store.head(KEY).orElseThrow().metadata()).doesNotContainKey("old");
	}

	@Test
	void refuses_an_object_whose_bytes_are_not_those_that_were_hashed() {
		assertThatExceptionOfType(refusalOfDamage())
			.isThrownBy(() -> this.store.put(spec(KEY), PartBodies.damaged(1, PartBodies.bytes(1000, 3))))
			.withMessageContaining("PutObject of " + KEY);
		assertThat(this.store.head(KEY)).isEmpty();
	}

	@Test
	void shows_no_object_where_none_is() {
		this.store.put(spec("a/b"), PartBodies.of(1, new byte[1]));

		assertThat(this.store.head("a")).isEmpty();
		assertThat(this.store.head("a/b2")).isEmpty();
		assertThat(this.store.head("a/B")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "with a space", "a+b=c&d;e,f", "100%25", "what?#!'()*~$@:", "grüße/日本/😀", "a<b>\"c\"" })
	void takes_any_key(String key) {
		this.store.put(spec(key), PartBodies.of(1, PartBodies.bytes(3, 1)));
		assertThat(this.store.head(key)).map(StoredObject::size).contains(3L);

		Upload upload = begin(key);
		assertThat(this.store.openUploads(key)).extracting(OpenUpload::upload).containsExactly(upload);
		UploadedPart part = send(upload, 1, 10);
		assertThat(this.store.listParts(upload)).containsExactly(part);
		complete(upload, part);
		assertThat(this.store.head(key)).map(StoredObject::size).contains(10L);
	}

	@ParameterizedTest
	@CsvSource({ "0, 100000", "0, 1", "99999, 1", "4096, 70000", "5, 0" })
	void reads_a_range_of_an_object(int offset, int length) throws IOException {
		byte[] bytes = PartBodies.bytes(100_000, 5);
		this.store.put(spec(KEY), PartBodies.of(1, bytes));

		try (InputStream in = this.store.reader().read(current(KEY), offset, length)) {
			assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, offset, offset + length));
		}
	}

	@Test
	void reads_no_other_object_than_the_one_that_is_meant() {
		this.store.put(spec(KEY), PartBodies.of(1, PartBodies.bytes(1000, 1)));
		ObjectVersion meant = current(KEY);
		this.store.put(spec(KEY), PartBodies.of(1, PartBodies.bytes(1000, 2)));

		assertThatExceptionOfType(PreconditionFailed.class).isThrownBy(() -> {
			try (InputStream in = this.store.reader().read(meant, 0, 1000)) {
				in.readAllBytes();
			}
		}).withMessageContaining("412");
		assertThat(this.store.reader().head("none", null)).isEmpty();
	}

	@Test
	void tells_how_long_the_parts_of_an_object_are() {
		Upload upload = begin(KEY);
		complete(upload, send(upload, 1, FIVE_MIB), send(upload, 2, 10));
		this.store.put(spec("whole"), PartBodies.of(1, PartBodies.bytes(1000, 1)));

		assertThat(this.store.reader().partSize(current(KEY)))
			.isEqualTo(knowsThePartsOfAnObject() ? OptionalLong.of(FIVE_MIB) : OptionalLong.empty());
		assertThat(this.store.reader().partSize(current("whole"))).isEmpty();
	}

	private ObjectVersion current(String key) {
		return new ObjectVersion(key, null, this.store.reader().head(key, null).orElseThrow().etag());
	}

	private void assertStillOpen(Upload upload) {
		assertThat(this.store.head(KEY)).isEmpty();
		assertThat(this.store.openUploads(KEY)).extracting(OpenUpload::upload).containsExactly(upload);
	}

	private void assertGone(Upload upload, UploadedPart part) {
		assertThatExceptionOfType(UploadGone.class).isThrownBy(() -> complete(upload, part));
		assertThatExceptionOfType(UploadGone.class).isThrownBy(() -> this.store.abort(upload));
		if (looksForTheUploadOfAPart()) {
			assertThatExceptionOfType(UploadGone.class).isThrownBy(() -> this.store.listParts(upload));
			assertThatExceptionOfType(UploadGone.class).isThrownBy(() -> send(upload, 1, 10));
		}
		else {
			assertThat(this.store.listParts(upload)).isEmpty();
		}
	}

	private Upload begin(String key) {
		return this.store.create(spec(key)).upload();
	}

	private UploadedPart send(Upload upload, int number, int length) {
		return this.store.send(upload, PartBodies.of(number, PartBodies.bytes(length, number)));
	}

	private void complete(Upload upload, UploadedPart... parts) {
		this.store.complete(upload, Completion.of(List.of(parts)));
	}

	private static ObjectSpec spec(String key) {
		return spec(key, ChecksumAlgorithm.MD5);
	}

	private static ObjectSpec spec(String key, ChecksumAlgorithm integrity) {
		return new ObjectSpec(key, "application/octet-stream", null,
				Map.of(StoredObject.MARKER, MARKER, "owner", "team a"))
			.summedBy(integrity);
	}

	private static String etagOf(byte[] first, byte[] last) {
		byte[] digests = HexFormat.of().parseHex(PartBodies.md5(first) + PartBodies.md5(last));
		return PartBodies.md5(digests) + "-2";
	}

}
