package dev.longhaul.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.longhaul.checkpoint.Checkpoint;
import dev.longhaul.checksum.Checksum;
import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.part.Part;
import dev.longhaul.part.PartPlan;
import dev.longhaul.source.PageCache;
import dev.longhaul.source.SourceChanged;
import dev.longhaul.source.SourceFile;
import dev.longhaul.store.PartBodies;
import dev.longhaul.store.UploadedPart;
import dev.longhaul.upload.Reconciler.Reconciliation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a resumed upload keeps, adopts and sends again.
 */
class ReconcilerTest {

	/** Four parts, the last one of 50 bytes. */
	private static final PartPlan PLAN = new PartPlan(350, 100, 2);

	private static final Reconciliation NO_DIFFERENCE = new Reconciliation(List.of(), List.of());

	private final byte[] bytes = PartBodies.bytes(350, 1);

	@TempDir
	private Path folder;

	private Path path;

	private final Transfer transfer = new Transfer(Path.of("a.bin"), 350, (bytes) -> {
	});

	@BeforeEach
	void makeFile() throws IOException {
		this.path = Files.write(this.folder.resolve("a.bin"), this.bytes);
	}

	@Test
	void changes_nothing_where_both_are_equal() {
		List<UploadedPart> parts = List.of(part(1), part(2), part(4));

		assertThat(compare(parts, parts, true)).isEqualTo(NO_DIFFERENCE);
		assertThat(compare(parts, parts, false)).isEqualTo(NO_DIFFERENCE);
		assertThat(compare(List.of(), List.of(), true)).isEqualTo(NO_DIFFERENCE);
	}

	@Test
	void believes_etags_that_agree_without_reading_the_very_same_file_again() {
		List<UploadedPart> parts = List.of(new UploadedPart(1, 100, "no-md5"), new UploadedPart(2, 100, "x"));

		assertThat(compare(parts, parts, true)).isEqualTo(NO_DIFFERENCE);
	}

	@Test
	void takes_etags_for_equal_whatever_their_case() {
		UploadedPart upper = new UploadedPart(1, 100, part(1).etag().toUpperCase(Locale.ROOT));

		assertThat(compare(List.of(upper), List.of(part(1)), true)).isEqualTo(NO_DIFFERENCE);
		assertThat(compare(List.of(upper), List.of(), true).adopted()).containsExactly(upper);
	}

	@Test
	void tells_parts_apart_that_are_hashed_at_once() {
		List<UploadedPart> listed = List.of(part(4), new UploadedPart(3, 100, part(2).etag()), part(2), part(1));

		assertThat(compare(listed, List.of(), true).adopted()).containsExactly(part(4), part(2), part(1));
	}

	@Test
	void adopts_a_part_that_is_the_files_though_it_is_not_checkpointed() {
		Reconciliation difference = compare(List.of(part(1), part(2), part(4)), List.of(part(1)), true);

		assertThat(difference.adopted()).containsExactly(part(2), part(4));
		assertThat(difference.lost()).isEmpty();
	}

	@Test
	void adopts_a_part_that_is_listed_without_an_etag_by_its_checksum_and_with_its_md5_for_complete() {
		Checksum checksum = ChecksumAlgorithm.CRC64NVME.of(content(2));
		UploadedPart silent = new UploadedPart(2, 100, "", checksum);

		assertThat(compare(List.of(silent), ChecksumAlgorithm.CRC64NVME).adopted())
			.containsExactly(new UploadedPart(2, 100, part(2).etag(), checksum));
		assertThat(compare(List.of(silent), ChecksumAlgorithm.MD5).adopted())
			.containsExactly(new UploadedPart(2, 100, part(2).etag(), ChecksumAlgorithm.MD5.of(content(2))));
	}

	@Test
	void completes_a_checkpoint_without_an_etag_as_an_older_longhaul_left_it() {
		UploadedPart silent = new UploadedPart(2, 100, "", ChecksumAlgorithm.CRC64NVME.of(content(2)));

		assertThat(new Reconciler(PLAN, SourceFile.of(this.path), ChecksumAlgorithm.CRC64NVME, PageCache.KEEP,
				this.transfer)
			.compare(List.of(silent), Checkpoint.of(List.of(silent)), true)
			.adopted()).extracting(UploadedPart::etag).containsExactly(part(2).etag());
	}

	@Test
	void adopts_a_part_that_is_listed_by_another_checksum_with_the_one_that_the_upload_is_summed_by() {
		UploadedPart listed = new UploadedPart(2, 100, "x", ChecksumAlgorithm.CRC64NVME.of(content(2)));

		assertThat(compare(List.of(listed), ChecksumAlgorithm.CRC32C).adopted())
			.containsExactly(new UploadedPart(2, 100, "x", ChecksumAlgorithm.CRC32C.of(content(2))));
	}

	@Test
	void does_not_adopt_what_is_not_the_files() {
		UploadedPart foreign = new UploadedPart(2, 100, PartBodies.md5(PartBodies.bytes(100, 99)));
		UploadedPart otherPlace = new UploadedPart(3, 100, part(1).etag());
		UploadedPart encrypted = new UploadedPart(4, 50, "no-md5");

		assertThat(compare(List.of(foreign, otherPlace, encrypted), List.of(), true)).isEqualTo(NO_DIFFERENCE);
	}

	@Test
	void does_not_adopt_a_part_of_another_size() {
		byte[] shorter = Arrays.copyOf(this.bytes, 99);

		assertThat(compare(List.of(new UploadedPart(1, 99, PartBodies.md5(shorter))), List.of(), true))
			.isEqualTo(NO_DIFFERENCE);
	}

	@Test
	void does_not_adopt_a_part_that_is_not_planned() {
		assertThat(compare(List.of(new UploadedPart(5, 100, part(1).etag())), List.of(), true))
			.isEqualTo(NO_DIFFERENCE);
	}

	@Test
	void has_lost_what_the_store_does_not_list() {
		Reconciliation difference = compare(List.of(part(2)), List.of(part(1), part(2), part(4)), true);

		assertThat(difference.lost()).containsExactly(1, 4);
		assertThat(difference.adopted()).isEmpty();
		assertThat(compare(List.of(), List.of(part(3)), true).lost()).containsExactly(3);
	}

	@Test
	void has_lost_a_part_whose_size_differs() {
		UploadedPart cut = new UploadedPart(2, 60, part(2).etag());

		Reconciliation difference = compare(List.of(part(1), cut), List.of(part(1), part(2)), true);

		assertThat(difference.lost()).containsExactly(2);
		assertThat(difference.adopted()).isEmpty();
	}

	@Test
	void has_lost_a_part_that_somebody_else_overwrote() {
		UploadedPart overwritten = new UploadedPart(2, 100, PartBodies.md5(PartBodies.bytes(100, 99)));

		assertThat(compare(List.of(part(1), overwritten), List.of(part(1), part(2)), true).lost()).containsExactly(2);
	}

	@Test
	void corrects_the_checkpoint_where_the_store_has_the_files_bytes() {
		UploadedPart checkpointed = new UploadedPart(2, 100, PartBodies.md5(PartBodies.bytes(100, 99)));

		Reconciliation difference = compare(List.of(part(2)), List.of(checkpointed), true);

		assertThat(difference.adopted()).containsExactly(part(2));
		assertThat(difference.lost()).isEmpty();
	}

	@Test
	void hashes_every_part_again_when_another_file_is_behind_the_name() throws IOException {
		List<UploadedPart> parts = List.of(part(1), part(2), part(3), part(4));
		this.bytes[250]++;
		Files.write(this.path, this.bytes);

		assertThat(compare(parts, parts, false).lost()).containsExactly(3);
		assertThat(compare(parts, parts, false).adopted()).isEmpty();
		assertThat(compare(parts, parts, true)).isEqualTo(NO_DIFFERENCE);
	}

	@Test
	void cannot_hash_a_file_that_has_become_shorter() throws IOException {
		Reconciler reconciler = new Reconciler(PLAN, SourceFile.of(this.path), ChecksumAlgorithm.MD5, PageCache.KEEP,
				this.transfer);
		Files.write(this.path, new byte[10]);

		assertThatExceptionOfType(SourceChanged.class)
			.isThrownBy(() -> reconciler.compare(List.of(part(2)), Checkpoint.of(List.of()), true));
	}

	private Reconciliation compare(List<UploadedPart> listed, List<UploadedPart> checkpointed, boolean sameFile) {
		return new Reconciler(PLAN, SourceFile.of(this.path), ChecksumAlgorithm.MD5, PageCache.KEEP, this.transfer)
			.compare(listed, Checkpoint.of(checkpointed), sameFile);
	}

	/** Nothing is checkpointed. */
	private Reconciliation compare(List<UploadedPart> listed, ChecksumAlgorithm integrity) {
		return new Reconciler(PLAN, SourceFile.of(this.path), integrity, PageCache.KEEP, this.transfer).compare(listed,
				Checkpoint.of(List.of()), true);
	}

	/** As the store lists a part of the file. */
	private UploadedPart part(int number) {
		return new UploadedPart(number, PLAN.part(number).length(), PartBodies.md5(content(number)));
	}

	private byte[] content(int number) {
		Part part = PLAN.part(number);
		return Arrays.copyOfRange(this.bytes, (int) part.offset(), (int) (part.offset() + part.length()));
	}

}
