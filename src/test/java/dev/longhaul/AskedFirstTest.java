package dev.longhaul;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A store is asked whether it will take a part's bytes where that is in doubt, so that
 * its refusal is heard though it closes the connection at once.
 */
class AskedFirstTest {

	@TempDir
	private Path folder;

	private Night night;

	@BeforeEach
	void begin() throws IOException {
		this.night = Night.in(this.folder);
		Path definition = this.folder.resolve("vault.yml");
		Files.writeString(definition, Files.readString(definition).replace("parts-at-once: 2", "parts-at-once: 1"));
		this.night.file("big.bin", 4 * Night.PART, 1);
	}

	@AfterEach
	void end() {
		this.night.close();
	}

	@Test
	void a_store_that_took_a_part_is_not_asked_for_the_next() {
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);

		assertThat(asked()).containsExactly("1 asked", "2", "3", "4");
	}

	@Test
	void a_store_that_did_not_take_a_part_is_asked_again() {
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(2).once().answer(503, "SlowDown"));

		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);

		assertThat(asked()).containsExactly("1 asked", "2", "2 asked", "3", "4");
	}

	@Test
	void a_refusal_is_heard_though_its_first_words_were_lost() {
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).once().resetInBody(100_000));
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"));

		UploadOutcome outcome = this.night.runOne();

		assertThat(outcome.result()).isEqualTo(Result.FAILED);
		assertThat(outcome.message()).contains("403 AccessDenied");
		assertThat(asked()).containsExactly("1 asked", "2", "3", "3 asked");
	}

	@Test
	void a_proxy_that_cannot_be_asked_is_asked_once() {
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).notToBeAsked());
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).once().answer(503, "SlowDown"));

		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);

		assertThat(asked()).containsExactly("1 asked", "1", "2", "3", "3", "4");
	}

	@ParameterizedTest
	@CsvSource({ "false, 2 asked", "true, 2" })
	void a_store_is_asked_for_each_large_part_if_it_answers(boolean silent, String second) throws IOException {
		Path definition = this.folder.resolve("vault.yml");
		Files.writeString(definition, Files.readString(definition).replace("part-size: 5MB", "part-size: 65MB"));
		try (RandomAccessFile file = new RandomAccessFile(this.night.file("big.bin", 1, 1).toFile(), "rw")) {
			file.setLength(130L << 20);
		}
		if (silent) {
			this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).silentWhenAsked());
		}

		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);

		assertThat(asked()).containsExactly("1 asked", second);
	}

	private List<String> asked() {
		return this.night.s3()
			.requests(Op.UPLOAD_PART)
			.stream()
			.map((request) -> request.partNumber() + (request.headers().containsKey("expect") ? " asked" : ""))
			.toList();
	}

}
