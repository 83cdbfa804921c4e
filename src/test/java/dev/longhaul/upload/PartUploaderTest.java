package dev.longhaul.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.part.Part;
import dev.longhaul.part.PartPlan;
import dev.longhaul.source.FileCalls;
import dev.longhaul.source.PageCache;
import dev.longhaul.source.SourceChanged;
import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceGone;
import dev.longhaul.source.SourceUnreadable;
import dev.longhaul.store.Completion;
import dev.longhaul.store.FakeObjectStore;
import dev.longhaul.store.ForwardingStore;
import dev.longhaul.store.ObjectSpec;
import dev.longhaul.store.Specs;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.PartBodies;
import dev.longhaul.store.PartBody;
import dev.longhaul.store.PartDamaged;
import dev.longhaul.store.StoreUnavailable;
import dev.longhaul.store.StoredObject;
import dev.longhaul.store.Upload;
import dev.longhaul.store.UploadedPart;
import dev.longhaul.store.WriteCondition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is sent is the file's, and the file is the one of the snapshot before and after.
 */
class PartUploaderTest {

	private static final String KEY = "folder/file.bin";

	/** Three parts, the last one of 500 bytes. */
	private static final PartPlan PLAN = new PartPlan(2500, 1000, 10);

	private static final Part WHOLE = new Part(1, 0, 2500);

	private static final ObjectSpec OBJECT = Specs.of(KEY, Map.of(StoredObject.MARKER, "m"));

	private final byte[] bytes = PartBodies.bytes(2500, 1);

	private final FakeObjectStore store = FakeObjectStore.withSmallParts();

	private final List<Long> told = new ArrayList<>();

	@TempDir
	private Path folder;

	private final FileCalls calls = new FileCalls(System::nanoTime);

	private SourceFile file;

	private Transfer transfer;

	private Upload upload = new Upload(KEY, "");

	@BeforeEach
	void begin() throws IOException {
		this.file = SourceFile.of(Files.write(this.folder.resolve("file.bin"), this.bytes));
		this.transfer = new Transfer(this.file.path(), this.file.size(), this.told::add);
		this.upload = this.store.create(OBJECT).upload();
	}

	@Test
	void sends_each_part_of_the_file() {
		PartUploader uploader = uploader(this.store);

		List<UploadedPart> parts = List.of(uploader.send(this.upload, PLAN.part(1), PartPlace.UNCOUNTED),
				uploader.send(this.upload, PLAN.part(2), PartPlace.UNCOUNTED),
				uploader.send(this.upload, PLAN.part(3), PartPlace.UNCOUNTED));

		assertThat(parts).extracting(UploadedPart::size).containsExactly(1000L, 1000L, 500L);
		assertThat(parts.get(1).etag()).isEqualTo(PartBodies.md5(Arrays.copyOfRange(this.bytes, 1000, 2000)));
		this.store.complete(this.upload, Completion.of(parts));
		assertThat(this.store.content(KEY)).isEqualTo(this.bytes);
	}

	@Test
	void puts_the_whole_file() {
		uploader(this.store).put(OBJECT, WHOLE, WriteCondition.ALWAYS, PartPlace.UNCOUNTED);

		assertThat(this.store.content(KEY)).isEqualTo(this.bytes);
		assertThat(this.store.head(KEY)).hasValueSatisfying((object) -> assertThat(object.hasMarker("m")).isTrue());
	}

	@Test
	void puts_an_empty_file() throws IOException {
		this.file = SourceFile.of(Files.createFile(this.folder.resolve("empty")));

		uploader(this.store).put(OBJECT, new Part(1, 0, 0), WriteCondition.ALWAYS, PartPlace.UNCOUNTED);

		assertThat(this.store.head(KEY)).map(StoredObject::size).contains(0L);
	}

	@Test
	void sends_nothing_of_a_file_that_has_changed() throws IOException {
		Files.writeString(this.file.path(), "more", StandardOpenOption.APPEND);

		assertThatExceptionOfType(SourceChanged.class).isThrownBy(() -> send(this.store, 1));
		assertThatExceptionOfType(SourceChanged.class)
			.isThrownBy(() -> uploader(this.store).put(OBJECT, WHOLE, WriteCondition.ALWAYS, PartPlace.UNCOUNTED));
		assertThat(this.store.listParts(this.upload)).isEmpty();
		assertThat(this.store.head(KEY)).isEmpty();
	}

	@Test
	void sends_nothing_of_a_file_that_is_gone() throws IOException {
		Files.delete(this.file.path());

		assertThatExceptionOfType(SourceGone.class).isThrownBy(() -> send(this.store, 1));
		assertThat(this.store.listParts(this.upload)).isEmpty();
	}

	@Test
	void sends_nothing_of_a_file_that_answers_when_nobody_waits_any_more() throws Exception {
		Path pipe = this.folder.resolve("hangs");
		assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
		BasicFileAttributes seen = Files.readAttributes(pipe, BasicFileAttributes.class);
		this.file = new SourceFile(pipe, seen.size(), seen.lastModifiedTime().toInstant(),
				String.valueOf(seen.fileKey()));
		AtomicBoolean left = new AtomicBoolean();
		FutureTask<UploadedPart> sent = new FutureTask<>(
				() -> uploader(this.store).send(this.upload, PLAN.part(1), () -> left.set(true)));
		Thread sending = new Thread(sent);
		sending.start();

		Awaitility.await().until(() -> this.calls.abandon(sending, Duration.ofMillis(500)));
		assertThat(left).as("its place is another's").isTrue();
		// for both, or to open it would wait for a reader
		FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE).close();

		assertThat(sent).failsWithin(Duration.ofMinutes(1))
			.withThrowableThat()
			.withCauseInstanceOf(SourceUnreadable.class)
			.withMessageContaining("did not answer for so long that nobody waits for it");
		assertThat(this.store.listParts(this.upload)).isEmpty();
	}

	@Test
	void does_not_answer_for_a_part_when_the_file_changed_behind_it() {
		assertThatExceptionOfType(SourceChanged.class)
			.isThrownBy(() -> send(afterwards(() -> append(this.file.path())), 1));
	}

	@Test
	void does_not_answer_for_a_part_when_the_file_was_touched_while_it_was_sent() {
		assertThatExceptionOfType(SourceChanged.class)
			.isThrownBy(() -> send(beforehand(() -> touch(this.file.path())), 2));
	}

	@Test
	void does_not_send_other_bytes_than_were_hashed() {
		ObjectStore changing = beforehand(() -> overwriteSecretly(this.file));

		assertThatExceptionOfType(SourceChanged.class).isThrownBy(() -> send(changing, 1))
			.withMessageContaining("part 1 has other bytes, though size and time are the same");
		assertThat(this.store.listParts(this.upload)).isEmpty();
	}

	@Test
	void sends_a_part_again_that_was_damaged_on_its_way() {
		AtomicInteger left = new AtomicInteger(2);

		assertThat(send(damagingTheFirst(left), 1).size()).isEqualTo(1000);
		assertThat(left).hasValue(-1);
		assertThat(this.store.listParts(this.upload)).hasSize(1);
	}

	@Test
	void says_so_when_a_part_is_damaged_three_times() {
		AtomicInteger left = new AtomicInteger(3);

		assertThatExceptionOfType(PartDamaged.class).isThrownBy(() -> send(damagingTheFirst(left), 1))
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

		UploadedPart part = send(retrying, 2);

		assertThat(part.etag()).isEqualTo(PartBodies.md5(Arrays.copyOfRange(this.bytes, 1000, 2000)));
	}

	@Test
	void shows_the_bytes_on_their_way_and_each_once() {
		List<Long> seen = new ArrayList<>();
		ObjectStore retrying = new ForwardingStore(this.store) {
			@Override
			public UploadedPart send(Upload upload, PartBody body) {
				readSome(body);
				seen.add(PartUploaderTest.this.transfer.bytes());
				UploadedPart sent = super.send(upload, body);
				seen.add(PartUploaderTest.this.transfer.bytes());
				return sent;
			}
		};

		UploadedPart part = send(retrying, 1);

		assertThat(seen.get(0)).isBetween(300L, 1000L);
		assertThat(seen.get(1)).isEqualTo(1000);
		assertThat(this.told).isEmpty();
		this.transfer.sent(part.size());
		assertThat(this.transfer.bytes()).isEqualTo(1000);
		assertThat(this.told).containsExactly(1000L);
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
				seen.add(PartUploaderTest.this.transfer.bytes());
				return super.send(upload, body);
			}
		};

		send(signing, 1);

		assertThat(seen).containsExactly(1000L, 0L);
	}

	@Test
	void forgets_the_bytes_of_a_part_that_failed() {
		this.transfer.foundEarlier(1000);
		ObjectStore failing = new ForwardingStore(this.store) {
			@Override
			public UploadedPart send(Upload upload, PartBody body) {
				readSome(body);
				throw new StoreUnavailable("503", null);
			}
		};

		assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> send(failing, 2));
		assertThat(this.transfer.bytes()).isEqualTo(1000);
		assertThat(this.told).isEmpty();
	}

	@Test
	void never_shows_more_bytes_than_the_file_has() {
		this.transfer.foundEarlier(2400);
		List<Long> seen = new ArrayList<>();
		ObjectStore watching = afterwards(() -> seen.add(this.transfer.bytes()));

		send(watching, 2);

		assertThat(seen).containsExactly(2500L);
	}

	@Test
	void reads_a_part_once_that_finds_room_in_memory() {
		PartUploader uploader = uploader(beforehand(() -> overwriteSecretly(this.file)), new PartMemory(1 << 20));

		UploadedPart sent = uploader.send(this.upload, PLAN.part(2), PartPlace.UNCOUNTED);

		assertThat(sent.etag()).isEqualTo(PartBodies.md5(Arrays.copyOfRange(this.bytes, 1000, 2000)));
	}

	@Test
	void reads_a_part_from_disk_again_when_others_have_the_memory() {
		PartMemory memory = new PartMemory(1 << 20);
		ObjectStore busy = beforehand(() -> uploader(beforehand(() -> overwriteSecretly(this.file)), memory)
			.send(this.upload, PLAN.part(1), PartPlace.UNCOUNTED));

		assertThatExceptionOfType(SourceChanged.class)
			.isThrownBy(() -> uploader(busy, memory).send(this.upload, PLAN.part(2), PartPlace.UNCOUNTED));
	}

	@Test
	void gives_the_memory_back_whatever_becomes_of_the_part() {
		PartMemory memory = new PartMemory(1 << 20);
		ObjectStore away = beforehand(() -> {
			throw new StoreUnavailable("503", null);
		});

		assertThatExceptionOfType(StoreUnavailable.class)
			.isThrownBy(() -> uploader(away, memory).send(this.upload, PLAN.part(1), PartPlace.UNCOUNTED));

		assertThat(memory.hold(1 << 20)).isPresent();
	}

	private PartUploader uploader(ObjectStore objects) {
		return uploader(objects, new PartMemory(0));
	}

	private PartUploader uploader(ObjectStore objects, PartMemory memory) {
		return new PartUploader(objects, this.file, ChecksumAlgorithm.MD5, this.transfer,
				new Allowance(new Bandwidth(List.of()), memory, PageCache.KEEP, new PartLimit(32, System::nanoTime),
						new PartPlaces(8), this.calls));
	}

	private UploadedPart send(ObjectStore objects, int number) {
		return uploader(objects).send(this.upload, PLAN.part(number), PartPlace.UNCOUNTED);
	}

	private ObjectStore beforehand(Runnable event) {
		return new ForwardingStore(this.store) {
			@Override
			public UploadedPart send(Upload upload, PartBody body) {
				event.run();
				return super.send(upload, body);
			}
		};
	}

	private ObjectStore afterwards(Runnable event) {
		return new ForwardingStore(this.store) {
			@Override
			public UploadedPart send(Upload upload, PartBody body) {
				UploadedPart sent = super.send(upload, body);
				event.run();
				return sent;
			}
		};
	}

	private static void readSome(PartBody body) {
		try (InputStream in = body.content().open()) {
			assertThat(in.readNBytes(300)).hasSize(300);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void append(Path path) {
		try {
			Files.writeString(path, "x", StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void touch(Path path) {
		try {
			Files.setLastModifiedTime(path, FileTime.fromMillis(0));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** So that neither size nor time nor file tells. */
	private static void overwriteSecretly(SourceFile file) {
		try {
			Files.write(file.path(), new byte[(int) file.size()], StandardOpenOption.WRITE);
			Files.setLastModifiedTime(file.path(), FileTime.from(file.modified()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
