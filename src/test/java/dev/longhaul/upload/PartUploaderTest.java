package dev.longhaul.upload;

import java.io.IOException;
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
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.part.Part;
import dev.longhaul.source.SourceChanged;
import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceGone;
import dev.longhaul.source.SourceUnreadable;
import dev.longhaul.store.Completion;
import dev.longhaul.store.FakeObjectStore;
import dev.longhaul.store.ForwardingStore;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.PartBodies;
import dev.longhaul.store.PartBody;
import dev.longhaul.store.StoreUnavailable;
import dev.longhaul.store.StoredObject;
import dev.longhaul.store.Upload;
import dev.longhaul.store.UploadedPart;
import dev.longhaul.store.WriteCondition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.longhaul.upload.FileOfThreeParts.BYTES;
import static dev.longhaul.upload.FileOfThreeParts.KEY;
import static dev.longhaul.upload.FileOfThreeParts.OBJECT;
import static dev.longhaul.upload.FileOfThreeParts.PLAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is sent is the file's, and the file is the one of the snapshot before and after.
 */
class PartUploaderTest {

	private static final Part WHOLE = new Part(1, 0, 2500);

	private static final ExpectedObject EXPECTED = ExpectedObject.ofWhole(2500, ChecksumAlgorithm.MD5.of(BYTES));

	/** Whether the store has looked at the checksum, of each PutObject. */
	private final List<Boolean> answers = new ArrayList<>();

	private final Path folder;

	private final FileOfThreeParts file;

	private final FakeObjectStore store;

	private final Upload upload;

	PartUploaderTest(@TempDir Path folder) throws IOException {
		this.folder = folder;
		this.file = new FileOfThreeParts(folder);
		this.store = this.file.store();
		this.upload = this.file.upload();
	}

	@Test
	void sends_each_part_of_the_file() {
		PartUploader uploader = this.file.uploader(this.store);

		List<UploadedPart> parts = List.of(uploader.send(this.upload, PLAN.part(1), PartPlace.UNCOUNTED),
				uploader.send(this.upload, PLAN.part(2), PartPlace.UNCOUNTED),
				uploader.send(this.upload, PLAN.part(3), PartPlace.UNCOUNTED));

		assertThat(parts).extracting(UploadedPart::size).containsExactly(1000L, 1000L, 500L);
		assertThat(parts.get(1).etag()).isEqualTo(PartBodies.md5(Arrays.copyOfRange(BYTES, 1000, 2000)));
		this.store.complete(this.upload, Completion.of(parts));
		assertThat(this.store.content(KEY)).isEqualTo(BYTES);
	}

	@Test
	void puts_the_whole_file() {
		this.file.uploader(this.store)
			.put(OBJECT, WHOLE, EXPECTED, WriteCondition.ALWAYS, PartPlace.UNCOUNTED, this.answers::add);

		assertThat(this.store.content(KEY)).isEqualTo(BYTES);
		assertThat(this.store.head(KEY)).hasValueSatisfying((object) -> assertThat(object.hasMarker("m")).isTrue());
	}

	@Test
	void puts_an_empty_file() throws IOException {
		SourceFile empty = SourceFile.of(Files.createFile(this.folder.resolve("empty")));

		this.file.uploader(empty, this.store, new PartMemory(0))
			.put(OBJECT, new Part(1, 0, 0), ExpectedObject.ofWhole(0, ChecksumAlgorithm.MD5.of(new byte[0])),
					WriteCondition.ALWAYS, PartPlace.UNCOUNTED, this.answers::add);

		assertThat(this.store.head(KEY)).map(StoredObject::size).contains(0L);
	}

	@Test
	void sends_nothing_of_a_file_that_has_changed() throws IOException {
		Files.writeString(this.file.source().path(), "more", StandardOpenOption.APPEND);

		assertThatExceptionOfType(SourceChanged.class).isThrownBy(() -> this.file.send(this.store, 1));
		assertThatExceptionOfType(SourceChanged.class).isThrownBy(() -> this.file.uploader(this.store)
			.put(OBJECT, WHOLE, EXPECTED, WriteCondition.ALWAYS, PartPlace.UNCOUNTED, this.answers::add));
		assertThat(this.store.listParts(this.upload)).isEmpty();
		assertThat(this.store.head(KEY)).isEmpty();
		assertThat(this.answers).isEmpty();
	}

	@Test
	void sends_nothing_of_a_file_that_is_gone() throws IOException {
		Files.delete(this.file.source().path());

		assertThatExceptionOfType(SourceGone.class).isThrownBy(() -> this.file.send(this.store, 1));
		assertThat(this.store.listParts(this.upload)).isEmpty();
	}

	@Test
	void sends_nothing_of_a_file_that_answers_when_nobody_waits_any_more() throws Exception {
		Path pipe = this.folder.resolve("hangs");
		assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
		BasicFileAttributes seen = Files.readAttributes(pipe, BasicFileAttributes.class);
		SourceFile hung = new SourceFile(pipe, seen.size(), seen.lastModifiedTime().toInstant(),
				String.valueOf(seen.fileKey()));
		AtomicBoolean left = new AtomicBoolean();
		FutureTask<UploadedPart> sent = new FutureTask<>(() -> this.file.uploader(hung, this.store, new PartMemory(0))
			.send(this.upload, PLAN.part(1), () -> left.set(true)));
		Thread sending = new Thread(sent);
		sending.start();

		Awaitility.await().until(() -> this.file.calls().abandon(sending, Duration.ofMillis(500)));
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
			.isThrownBy(() -> this.file.send(this.file.afterwards(() -> append(this.file.source().path())), 1));
	}

	@Test
	void does_not_answer_for_a_part_when_the_file_was_touched_while_it_was_sent() {
		assertThatExceptionOfType(SourceChanged.class)
			.isThrownBy(() -> this.file.send(beforehand(() -> touch(this.file.source().path())), 2));
	}

	@Test
	void does_not_send_other_bytes_than_were_hashed() {
		ObjectStore changing = beforehand(() -> overwriteSecretly(this.file.source()));

		assertThatExceptionOfType(SourceChanged.class).isThrownBy(() -> this.file.send(changing, 1))
			.withMessageContaining("part 1 has other bytes, though size and time are the same");
		assertThat(this.store.listParts(this.upload)).isEmpty();
	}

	@Test
	void does_not_put_other_bytes_than_those_that_were_committed_to() {
		overwriteSecretly(this.file.source());

		assertThatExceptionOfType(SourceChanged.class)
			.isThrownBy(() -> this.file.uploader(this.store, new PartMemory(1 << 20))
				.put(OBJECT, WHOLE, EXPECTED, WriteCondition.ALWAYS, PartPlace.UNCOUNTED, this.answers::add))
			.withMessageContaining("has other bytes, though size and time are the same");
		assertThat(this.store.head(KEY)).isEmpty();
	}

	@Test
	void reads_a_part_once_that_finds_room_in_memory() {
		PartUploader uploader = this.file.uploader(beforehand(() -> overwriteSecretly(this.file.source())),
				new PartMemory(1 << 20));

		UploadedPart sent = uploader.send(this.upload, PLAN.part(2), PartPlace.UNCOUNTED);

		assertThat(sent.etag()).isEqualTo(PartBodies.md5(Arrays.copyOfRange(BYTES, 1000, 2000)));
	}

	@Test
	void reads_a_part_from_disk_again_when_others_have_the_memory() {
		PartMemory memory = new PartMemory(1 << 20);
		ObjectStore busy = beforehand(
				() -> this.file.uploader(beforehand(() -> overwriteSecretly(this.file.source())), memory)
					.send(this.upload, PLAN.part(1), PartPlace.UNCOUNTED));

		assertThatExceptionOfType(SourceChanged.class)
			.isThrownBy(() -> this.file.uploader(busy, memory).send(this.upload, PLAN.part(2), PartPlace.UNCOUNTED));
	}

	@Test
	void gives_the_memory_back_whatever_becomes_of_the_part() {
		PartMemory memory = new PartMemory(1 << 20);
		ObjectStore away = beforehand(() -> {
			throw new StoreUnavailable("503", null);
		});

		assertThatExceptionOfType(StoreUnavailable.class)
			.isThrownBy(() -> this.file.uploader(away, memory).send(this.upload, PLAN.part(1), PartPlace.UNCOUNTED));

		assertThat(memory.hold(1 << 20)).isPresent();
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
