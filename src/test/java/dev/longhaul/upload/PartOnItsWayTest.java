package dev.longhaul.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.longhaul.store.FakeObjectStore;
import dev.longhaul.store.ForwardingStore;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.PartBodies;
import dev.longhaul.store.PartBody;
import dev.longhaul.store.PartDamaged;
import dev.longhaul.store.StoreUnavailable;
import dev.longhaul.store.Upload;
import dev.longhaul.store.UploadedPart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.longhaul.upload.FileOfThreeParts.BYTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A part on its way is sent again where it was damaged, and its bytes are shown, each
 * once.
 */
class PartOnItsWayTest {

	private final FileOfThreeParts file;

	private final FakeObjectStore store;

	private final Upload upload;

	PartOnItsWayTest(@TempDir Path folder) throws IOException {
		this.file = new FileOfThreeParts(folder);
		this.store = this.file.store();
		this.upload = this.file.upload();
	}

	@Test
	void sends_a_part_again_that_was_damaged_on_its_way() {
		AtomicInteger left = new AtomicInteger(2);

		assertThat(this.file.send(damagingTheFirst(left), 1).size()).isEqualTo(1000);
		assertThat(left).hasValue(-1);
		assertThat(this.store.listParts(this.upload)).hasSize(1);
	}

	@Test
	void says_so_when_a_part_is_damaged_three_times() {
		AtomicInteger left = new AtomicInteger(3);

		assertThatExceptionOfType(PartDamaged.class).isThrownBy(() -> this.file.send(damagingTheFirst(left), 1))
			.withMessageContaining("3 times");
		assertThat(left).hasValue(0);
		assertThat(this.store.listParts(this.upload)).isEmpty();
	}

	/** Bytes are damaged between here and the store, so often. */
	private ObjectStore damagingTheFirst(AtomicInteger times) {
		return new ForwardingStore(this.store) {
			@Override
			public UploadedPart send(Upload upload, PartBody body) {
				boolean damages = times.getAndDecrement() > 0;
				return super.send(upload, damages ? PartBodies.damaged(body) : body);
			}
		};
	}

	@Test
	void opens_the_content_anew_for_a_retry() {
		ObjectStore retrying = new ForwardingStore(this.store) {
			@Override
			public UploadedPart send(Upload upload, PartBody body) {
				readSome(body);
				readSome(body);
				return super.send(upload, body);
			}
		};

		UploadedPart part = this.file.send(retrying, 2);

		assertThat(part.etag()).isEqualTo(PartBodies.md5(Arrays.copyOfRange(BYTES, 1000, 2000)));
	}

	@Test
	void shows_the_bytes_on_their_way_and_each_once() {
		List<Long> seen = new ArrayList<>();
		ObjectStore retrying = new ForwardingStore(this.store) {
			@Override
			public UploadedPart send(Upload upload, PartBody body) {
				readSome(body);
				seen.add(PartOnItsWayTest.this.file.transfer().bytes());
				UploadedPart sent = super.send(upload, body);
				seen.add(PartOnItsWayTest.this.file.transfer().bytes());
				return sent;
			}
		};

		UploadedPart part = this.file.send(retrying, 1);

		assertThat(seen.get(0)).isBetween(300L, 1000L);
		assertThat(seen.get(1)).isEqualTo(1000);
		assertThat(this.file.told()).isEmpty();
		this.file.transfer().sent(part.size());
		assertThat(this.file.transfer().bytes()).isEqualTo(1000);
		assertThat(this.file.told()).containsExactly(1000L);
	}

	@Test
	void bytes_that_are_only_looked_at_are_not_on_their_way() {
		List<Long> seen = new ArrayList<>();
		ObjectStore signing = new ForwardingStore(this.store) {
			@Override
			public UploadedPart send(Upload upload, PartBody body) {
				try (InputStream in = body.content().look()) {
					seen.add((long) in.readAllBytes().length);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
				seen.add(PartOnItsWayTest.this.file.transfer().bytes());
				return super.send(upload, body);
			}
		};

		this.file.send(signing, 1);

		assertThat(seen).containsExactly(1000L, 0L);
	}

	@Test
	void forgets_the_bytes_of_a_part_that_failed() {
		this.file.transfer().foundEarlier(1000);
		ObjectStore failing = new ForwardingStore(this.store) {
			@Override
			public UploadedPart send(Upload upload, PartBody body) {
				readSome(body);
				throw new StoreUnavailable("503", null);
			}
		};

		assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> this.file.send(failing, 2));
		assertThat(this.file.transfer().bytes()).isEqualTo(1000);
		assertThat(this.file.told()).isEmpty();
	}

	@Test
	void never_shows_more_bytes_than_the_file_has() {
		this.file.transfer().foundEarlier(2400);
		List<Long> seen = new ArrayList<>();
		ObjectStore watching = this.file.afterwards(() -> seen.add(this.file.transfer().bytes()));

		this.file.send(watching, 2);

		assertThat(seen).containsExactly(2500L);
	}

	private static void readSome(PartBody body) {
		try (InputStream in = body.content().open()) {
			assertThat(in.readNBytes(300)).hasSize(300);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
