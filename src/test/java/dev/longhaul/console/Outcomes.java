package dev.longhaul.console;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.plan.NotTaken;
import dev.longhaul.upload.Cure;
import dev.longhaul.upload.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * How uploads ended, for displays to show.
 */
final class Outcomes {

	static final Path FILE = Path.of("/data/a.dump");

	/** 300 MiB in three parts, in two minutes and five seconds. */
	static final Receipt RECEIPT = receipt("db/a.dump");

	private Outcomes() {
	}

	static UploadOutcome delivered(Result result) {
		Receipt receipt = (result == Result.RESUMED) ? receipt("db/a.dump", 2) : RECEIPT;
		return new UploadOutcome(result, "nightly", FILE, 7, "db/a.dump", "", null, Optional.of(receipt));
	}

	static UploadOutcome undelivered(Result result, String message, @Nullable Cure cure) {
		return new UploadOutcome(result, "nightly", FILE, 7, "db/a.dump", message, cure, Optional.empty());
	}

	static NotTaken unsettled(String file) {
		return new NotTaken("nightly", Path.of(file), "not settled yet");
	}

	static Receipt receipt(String key) {
		return receipt(key, 1);
	}

	private static Receipt receipt(String key, int runs) {
		Instant begun = Instant.parse("2026-03-01T12:00:00Z");
		return new Receipt(FILE.toString(), 300 << 20, begun.minusSeconds(3600), "https://s3.example.com/backups", key,
				null, "62109206880d38a4010a98e11243924a-3", 3, 100L << 20, null, "etag", 1, runs, 400 << 20, begun,
				begun.plusSeconds(125), Receipt.FORMAT, "c0ffee");
	}

}
