package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.longhaul.history.Candidate;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.launch.RunMode;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file that {@code if-exists: skip} keeps one definition from sending, and that another
 * one takes away.
 */
@Timeout(120)
class TurnedAwayTest {

	private final Night night;

	private final Path file;

	TurnedAwayTest(@TempDir Path folder) throws IOException {
		this.night = Night.in(folder);
		this.file = this.night.file("big.bin", 3 * Night.PART, 1);
		this.night.define("on-success: delete");
		Files.writeString(folder.resolve("second.yml"),
				Files.readString(folder.resolve("vault.yml"))
					.replace("{path}", "second/{path}")
					.replace("store: generic", "store: aws, if-exists: skip")
					.replace("on-success: delete", ""));
		Stranger.puts(this.night.s3(), Night.BUCKET, "second/big.bin");
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void stays_while_it_is_sent_after_all_because_somebody_took_the_object_away() {
		this.night.inSession(List.of("vault", "second"), (session) -> {
			List<Candidate> candidates = session.planner().plan(List.of(), false).candidates();
			Candidate vault = by("vault", candidates);
			Candidate second = by("second", candidates);
			assertThat(session.run().begin(second, RunMode.USUAL).join().result()).isEqualTo(Result.TURNED_AWAY);
			this.night.s3().delete(Night.BUCKET, "second/big.bin");
			Fault held = this.night.s3()
				.faults()
				.add(Fault.on(Op.UPLOAD_PART).key("second/big.bin").part(1).once().stallInBody());
			CompletableFuture<UploadOutcome> sent = session.run().begin(second, RunMode.USUAL);
			this.night.s3().awaitRequest(Op.UPLOAD_PART, 1, Duration.ofMinutes(1));

			assertThat(session.run().begin(vault, RunMode.USUAL).join().message())
				.isEqualTo("stays in its folder until second has delivered it too");

			assertThat(this.file).exists();
			held.release();
			assertThat(sent.join().result()).isEqualTo(Result.DELIVERED);
			return session;
		});
	}

	private static Candidate by(String definition, List<Candidate> candidates) {
		return candidates.stream()
			.filter((candidate) -> candidate.identity().definition().equals(definition))
			.findFirst()
			.orElseThrow();
	}

}
