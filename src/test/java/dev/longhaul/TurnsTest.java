package dev.longhaul;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files that are under way at once share the threads of the parts.
 */
class TurnsTest {

	@Test
	void a_small_file_beside_a_large_one_does_not_wait_for_its_end(@TempDir Path folder) {
		try (Night night = Night.in(folder)) {
			night.file("large.bin", 24 * Night.PART, 1);
			night.file("small.bin", 2 * Night.PART, 2);
			// all ranges of the large one are there when the small one begins
			night.s3()
				.faults()
				.add(Fault.on(Op.CREATE_MULTIPART_UPLOAD)
					.key("small.bin")
					.then(() -> night.s3().awaitRequest(Op.UPLOAD_PART, 2, Duration.ofMinutes(1))));
			night.s3()
				.faults()
				.add(Fault.on(Op.UPLOAD_PART)
					.key("large.bin")
					.times(2)
					.then(() -> night.s3().awaitEnd(Op.CREATE_MULTIPART_UPLOAD, 2, Duration.ofMinutes(1))));
			// and the small one's have come before the next one of the large one ends
			night.s3().faults().add(Fault.on(Op.UPLOAD_PART).key("large.bin").skip(2).delay(Duration.ofMillis(200)));

			assertThat(night.run()).extracting(UploadOutcome::result)
				.containsExactly(Result.DELIVERED, Result.DELIVERED);

			List<String> keys = night.s3().requests(Op.UPLOAD_PART).stream().map(RecordedRequest::key).toList();
			assertThat(keys.lastIndexOf("small.bin")).as("%s", keys).isLessThan(keys.size() - 10);
		}
	}

}
