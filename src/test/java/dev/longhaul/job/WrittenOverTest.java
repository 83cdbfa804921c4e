package dev.longhaul.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.part.Part;
import dev.longhaul.part.PartSize;
import dev.longhaul.source.FileSlice;
import dev.longhaul.store.s3.S3ObjectStores;
import dev.longhaul.upload.ExpectedObject;
import dev.longhaul.upload.PartPlaces;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What has the name of a delivered file when it is about to be taken away.
 */
class WrittenOverTest {

	private final S3ObjectStores stores = new S3ObjectStores(1);

	private final Path file;

	private CurrentUpload upload;

	WrittenOverTest(@TempDir Path folder) throws IOException {
		this.file = Files.writeString(folder.resolve("one.txt"), "one");
		PlannedUpload planned = PlannedUpload.of(folder, this.file, "endpoint: \"http://127.0.0.1:1\"", PartSize.AUTO,
				this.stores, new PartPlaces(8));
		this.upload = planned.uploads().of(planned.execution());
	}

	@BeforeEach
	void isDelivered() {
		Part whole = this.upload.plan().part(1);
		this.upload.source().seeFile();
		this.upload.context()
			.expect(ExpectedObject.ofWhole(whole.length(),
					new FileSlice(this.upload.file(), whole).checksum(ChecksumAlgorithm.MD5)));
	}

	@AfterEach
	void close() {
		this.stores.close();
	}

	@Test
	void is_the_file_itself() {
		assertThat(this.upload.source().isWrittenOver(List.of())).isFalse();
	}

	@Test
	void is_written_over_by_other_bytes_of_its_size_and_its_time() throws IOException {
		FileTime modified = Files.getLastModifiedTime(this.file);
		Files.writeString(this.file, "two");
		Files.setLastModifiedTime(this.file, modified);

		assertThat(this.upload.source().isWrittenOver(List.of())).isTrue();
	}

	@Test
	void is_nothing_once_another_definition_has_taken_it_away() throws IOException {
		Files.delete(this.file);

		assertThat(this.upload.source().isWrittenOver(List.of())).isFalse();
	}

}
