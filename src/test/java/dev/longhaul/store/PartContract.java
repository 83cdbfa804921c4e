package dev.longhaul.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.part.Part;
import dev.longhaul.source.FileSlice;
import dev.longhaul.source.SourceChanged;
import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceGone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every store keeps of the parts of an upload: as they came, by their numbers.
 */
interface PartContract extends StoreUnderTest {

	@Test
	default void answers_a_part_with_its_md5() {
		byte[] bytes = PartBodies.bytes(1000, 3);
		Upload upload = begin(KEY);

		UploadedPart part = store().send(upload, PartBodies.of(7, bytes));

		assertThat(part).isEqualTo(new UploadedPart(7, 1000, PartBodies.md5(bytes)));
		assertThat(store().listParts(upload)).containsExactly(part);
	}

	@Test
	default void overwrites_a_part_of_the_same_number() {
		Upload upload = begin(KEY);
		UploadedPart first = send(upload, 1, 10);
		UploadedPart second = store().send(upload, PartBodies.of(1, PartBodies.bytes(20, 99)));

		assertThat(store().listParts(upload)).containsExactly(second);
		assertThatExceptionOfType(PartUnknown.class).isThrownBy(() -> complete(upload, first));
		complete(upload, second);
		assertThat(store().head(KEY)).map(StoredObject::size).contains(20L);
	}

	@Test
	default void lists_parts_ascending_however_they_came() {
		Upload upload = begin(KEY);
		List<UploadedPart> sent = new ArrayList<>();
		for (int number : new int[] { 20, 3, 100, 1, 10_000, 2 }) {
			sent.add(send(upload, number, number % 7));
		}

		assertThat(store().listParts(upload)).containsExactlyInAnyOrderElementsOf(sent)
			.extracting(UploadedPart::number)
			.isSorted();
	}

	@Test
	default void lists_more_parts_than_a_page_holds() {
		Upload upload = begin(KEY);
		int count = partsOfALongList();
		IntStream.rangeClosed(1, count).forEach((number) -> send(upload, number, 1));

		assertThat(store().listParts(upload)).extracting(UploadedPart::number)
			.containsExactlyElementsOf(IntStream.rangeClosed(1, count).boxed().toList());
	}

	@Test
	default void refuses_a_part_whose_bytes_are_not_those_that_were_hashed() {
		Upload upload = begin(KEY);
		byte[] bytes = PartBodies.bytes(1000, 3);

		assertThatExceptionOfType(PartDamaged.class)
			.isThrownBy(() -> store().send(upload, PartBodies.damaged(2, bytes)))
			.withMessageContaining("UploadPart 2 of " + KEY);
		assertThat(store().listParts(upload).isEmpty()).isEqualTo(verifiesTheMd5OfParts());
		store().send(upload, PartBodies.of(2, bytes));
		assertThat(store().listParts(upload)).hasSize(1);
	}

	@Test
	default void passes_on_what_is_wrong_with_the_source(@TempDir Path folder) throws IOException {
		SourceFile file = SourceFile.of(Files.write(folder.resolve("a"), PartBodies.bytes(1000, 3)));
		FileSlice slice = new FileSlice(file, new Part(1, 0, 1000));
		PartBody body = new PartBody(slice.part(), slice.checksum(ChecksumAlgorithm.MD5), slice::open);
		Files.write(file.path(), PartBodies.bytes(400, 3));
		Upload upload = begin(KEY);

		assertThatExceptionOfType(SourceChanged.class).isThrownBy(() -> store().send(upload, body));
		assertThatExceptionOfType(SourceChanged.class).isThrownBy(() -> store().put(spec(KEY), body));
		Files.delete(file.path());
		assertThatExceptionOfType(SourceGone.class).isThrownBy(() -> store().send(upload, body));
		assertThatExceptionOfType(SourceGone.class).isThrownBy(() -> store().put(spec(KEY), body));
		assertThat(store().listParts(upload)).isEmpty();
		assertThat(store().head(KEY)).isEmpty();
	}

}
