package dev.longhaul.doctor;

import java.nio.file.Path;

import dev.longhaul.stub.AccessKeys;
import dev.longhaul.stub.StrictS3;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A strict store that a doctor examines, in which nothing stays.
 */
final class ExaminedStore implements AutoCloseable {

	private final Path folder;

	private @Nullable StrictS3 started;

	private boolean leavesSomething;

	ExaminedStore(Path folder) {
		this.folder = folder;
		new AccessKeys().set();
	}

	/** With a bucket {@code vault}. */
	StrictS3 start() {
		return use(StrictS3.start().createBucket("vault"));
	}

	/** Another one than the usual. */
	StrictS3 use(StrictS3 s3) {
		this.started = s3;
		return s3;
	}

	Practice practice(StrictS3 s3) {
		return new Practice(this.folder, s3.endpoint());
	}

	/** An upload that could not be aborted. */
	void leavesSomething() {
		this.leavesSomething = true;
	}

	/** Nothing has stayed there. */
	@Override
	public void close() {
		AccessKeys.clear();
		if (this.started != null) {
			try (StrictS3 s3 = this.started) {
				assertThat(s3.objects()).isEmpty();
				if (!this.leavesSomething) {
					assertThat(s3.openUploads()).isEmpty();
				}
			}
		}
	}

}
