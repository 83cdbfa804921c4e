package dev.longhaul.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import dev.longhaul.e2e.LonghaulProcess.Ended;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Machines that do not know of each other and send to one key.
 */
class RaceIT {

	private static final int RACERS = 5;

	@Test
	void of_many_that_race_for_one_key_one_wins(@TempDir Path folder) {
		try (Site site = Site.in(folder)) {
			Path file = site.file("a.bin", 6 * Site.MIB, 1);
			site.define("vault", "aws\n  if-exists: fail", "");
			// none may come to its end before all have passed the look at the key
			site.s3()
				.faults()
				.add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD)
					.then(() -> site.s3().awaitRequest(Op.CREATE_MULTIPART_UPLOAD, RACERS, Duration.ofMinutes(3))));

			List<LonghaulProcess> racers = IntStream.range(0, RACERS)
				.mapToObj((number) -> site.start("--home", "home-" + number, "run", "vault"))
				.toList();
			List<Ended> ends = racers.stream().map(LonghaulProcess::await).toList();

			assertThat(ends).extracting(Ended::exitCode)
				.as("%s", ends)
				.containsOnlyOnce(0)
				.filteredOn((code) -> code == 3)
				.hasSize(RACERS - 1);
			assertThat(ends).filteredOn((end) -> end.exitCode() == 3)
				.allSatisfy((end) -> assertThat(end.out()).contains("in/a.bin exists already"));
			site.assertDelivered(file);
		}
	}

}
