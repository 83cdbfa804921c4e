package dev.longhaul.checksum;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import dev.longhaul.checksum.ObjectChecksum.Summed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ChecksumAlgorithmTest {

	private static final Random RANDOM = new Random(20_261_124);

	/**
	 * The check values of the catalogue of CRCs, of FIPS 180 and of RFC 1321, for the
	 * nine digits.
	 */
	@ParameterizedTest
	@CsvSource({ "CRC64NVME, ae8b14860a799888", "CRC32C, e3069283", "CRC32, cbf43926",
			"SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
			"SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441", "MD5, 25f9e794323b453885f5181f1b624d0b" })
	void has_the_known_values(ChecksumAlgorithm algorithm, String hex) {
		assertThat(algorithm.of("123456789".getBytes(StandardCharsets.US_ASCII)).hex()).isEqualTo(hex);
	}

	/** Values of the NVM Express specification for 4 KiB blocks. */
	@ParameterizedTest
	@CsvSource({ "0, 6482d367eb22b64e", "255, c0ddba7302eca3ac" })
	void sums_blocks_as_nvme_does(int value, String hex) {
		byte[] block = new byte[4096];
		Arrays.fill(block, (byte) value);

		assertThat(ChecksumAlgorithm.CRC64NVME.of(block).hex()).isEqualTo(hex);
	}

	@Test
	void sums_by_java_as_by_native_code() {
		assertThat(NativeCrc64.begin()).isNotInstanceOf(Crc64Nvme.class);
		for (int length : new int[] { 0, 1, 7, 8, 9, 4096, 262_143, 262_144, 600_001 }) {
			byte[] bytes = bytes(length);
			Crc64Nvme java = new Crc64Nvme();
			java.util.zip.Checksum code = NativeCrc64.begin();
			int cut = RANDOM.nextInt(length + 1);
			for (java.util.zip.Checksum sum : List.of(java, code)) {
				sum.update(bytes, 0, cut);
				sum.update(bytes, cut, length - cut);
			}

			assertThat(java.getValue()).as("%d bytes, cut at %d", length, cut).isEqualTo(code.getValue());
		}
	}

	@ParameterizedTest
	@EnumSource
	void does_not_depend_on_how_the_bytes_come(ChecksumAlgorithm algorithm) {
		byte[] bytes = bytes(1_000_003);
		RunningChecksum running = algorithm.begin();
		for (int at = 0; at < bytes.length;) {
			int count = Math.min(bytes.length - at, RANDOM.nextInt(40));
			running.update(bytes, at, count);
			at += count;
		}

		assertThat(running.value()).isEqualTo(algorithm.of(bytes));
	}

	@ParameterizedTest
	@EnumSource(names = { "CRC64NVME", "CRC32C", "CRC32" })
	void a_crc_of_an_object_follows_from_those_of_its_parts_however_it_is_cut(ChecksumAlgorithm algorithm) {
		for (int round = 0; round < 200; round++) {
			byte[] bytes = bytes(RANDOM.nextInt(3000));
			ObjectChecksum whole = ObjectChecksum.of(algorithm.of(bytes));

			assertThat(ObjectChecksum.of(cut(algorithm, bytes))).as("round %d", round).isEqualTo(whole);
		}
	}

	@Test
	void combines_pieces_that_are_longer_than_an_int_counts() {
		// a CRC is linear: x^(8·2^33) is the square of x^(8·2^32)
		CrcCombination sums = ChecksumAlgorithm.CRC64NVME.combination();
		long crc = ChecksumAlgorithm.CRC64NVME.of(bytes(9)).number();
		long twice = sums.combine(sums.combine(crc, 0, 1L << 32), 0, 1L << 32);

		assertThat(sums.combine(crc, 0, 1L << 33)).isEqualTo(twice).isNotEqualTo(sums.combine(crc, 0, 1L << 32));
	}

	@ParameterizedTest
	@EnumSource(names = { "SHA256", "SHA1" })
	void a_digest_of_an_object_is_that_of_its_parts_digests_and_their_count(ChecksumAlgorithm algorithm) {
		List<Summed> parts = cut(algorithm, bytes(1000));
		ByteArrayOutputStream digests = new ByteArrayOutputStream();
		parts.forEach((part) -> digests.writeBytes(part.checksum().bytes()));

		assertThat(ObjectChecksum.of(parts))
			.isEqualTo(ObjectChecksum.of(algorithm, algorithm.of(digests.toByteArray()).base64() + "-" + parts.size()));
	}

	@ParameterizedTest
	@EnumSource
	void is_written_and_read(ChecksumAlgorithm algorithm) {
		Checksum checksum = algorithm.of(bytes(20));

		assertThat(Checksum.parse(checksum.toString())).isEqualTo(checksum);
		assertThat(checksum.toString()).startsWith(algorithm.label() + ":").doesNotContainAnyWhitespaces();
		assertThat(HexFormat.of().parseHex(checksum.hex())).hasSize(algorithm.length());
	}

	@ParameterizedTest
	@ValueSource(strings = { "crc32c:AAAA", "md5:AAAAAA==", "crc99:AAAAAA==", "crc32c:?" })
	void refuses_what_is_no_checksum(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Checksum.parse(text));
	}

	@Test
	void does_not_combine_digests() {
		assertThatIllegalStateException().isThrownBy(ChecksumAlgorithm.SHA256::combination);
	}

	private static List<Summed> cut(ChecksumAlgorithm algorithm, byte[] bytes) {
		int[] cuts = IntStream
			.concat(IntStream.of(0, bytes.length),
					IntStream.generate(() -> RANDOM.nextInt(bytes.length + 1)).limit(RANDOM.nextInt(8)))
			.sorted()
			.toArray();
		List<Summed> parts = new ArrayList<>();
		for (int n = 1; n < cuts.length; n++) {
			byte[] part = Arrays.copyOfRange(bytes, cuts[n - 1], cuts[n]);
			parts.add(new Summed(algorithm.of(part), part.length));
		}
		return parts;
	}

	private static byte[] bytes(int length) {
		byte[] bytes = new byte[length];
		RANDOM.nextBytes(bytes);
		return bytes;
	}

}
