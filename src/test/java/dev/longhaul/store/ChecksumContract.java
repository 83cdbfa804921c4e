package dev.longhaul.store;

import java.util.List;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.checksum.ObjectChecksum;
import dev.longhaul.checksum.ObjectChecksum.Summed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every store keeps of checksums: those of parts and objects, and nothing that is
 * not what was summed.
 */
interface ChecksumContract extends StoreUnderTest {

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MD5")
	default void keeps_the_checksums_of_parts_and_object(ChecksumAlgorithm integrity) {
		Upload upload = store().create(spec(KEY, integrity)).upload();
		byte[] first = PartBodies.bytes(FIVE_MIB, 1);
		byte[] last = PartBodies.bytes(10, 2);
		List<UploadedPart> parts = List.of(store().send(upload, PartBodies.of(1, first, integrity)),
				store().send(upload, PartBodies.of(2, last, integrity)));
		ObjectChecksum whole = ObjectChecksum
			.of(List.of(new Summed(integrity.of(first), first.length), new Summed(integrity.of(last), last.length)));

		assertThat(parts).extracting(UploadedPart::checksum).containsExactly(integrity.of(first), integrity.of(last));
		if (listsTheChecksumsOfParts()) {
			assertThat(store().listParts(upload)).isEqualTo(parts);
		}
		store().complete(upload, new Completion(parts, whole, WriteCondition.ALWAYS));

		ObjectChecksum stored = store().head(KEY).orElseThrow().checksum();
		assertThat(stored).isNotNull().matches((told) -> told.tells(whole), "tells " + whole);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MD5")
	default void keeps_the_checksum_of_an_object_that_was_put(ChecksumAlgorithm integrity) {
		byte[] bytes = PartBodies.bytes(1000, 3);

		store().put(spec(KEY, integrity), PartBodies.of(1, bytes, integrity));

		assertThat(store().head(KEY)).map(StoredObject::checksum).contains(ObjectChecksum.of(integrity.of(bytes)));
	}

	@ParameterizedTest
	@EnumSource
	default void refuses_bytes_that_are_not_those_that_were_summed(ChecksumAlgorithm integrity) {
		Upload upload = store().create(spec(KEY, integrity)).upload();
		PartBody damaged = PartBodies.damaged(PartBodies.of(2, PartBodies.bytes(1000, 3), integrity));

		boolean byEtag = integrity == ChecksumAlgorithm.MD5 && !verifiesTheMd5OfParts();
		assertThatExceptionOfType(byEtag ? PartDamaged.class : refusalOfDamage())
			.isThrownBy(() -> store().send(upload, damaged));
		assertThatExceptionOfType(refusalOfDamage()).isThrownBy(() -> store().put(spec(KEY, integrity), damaged));
		assertThat(store().listParts(upload).isEmpty()).isEqualTo(!byEtag);
		assertThat(store().head(KEY)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "CRC64NVME", "CRC32C", "CRC32" })
	default void does_not_join_parts_to_another_object_than_was_summed(ChecksumAlgorithm integrity) {
		Upload upload = store().create(spec(KEY, integrity)).upload();
		List<UploadedPart> parts = List.of(store().send(upload, PartBodies.of(1, new byte[10], integrity)));
		ObjectChecksum other = ObjectChecksum.of(integrity.of(new byte[11]));

		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> store().complete(upload, new Completion(parts, other, WriteCondition.ALWAYS)));
		assertThat(store().head(KEY)).isEmpty();
	}

}
