package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A night with one file of two parts, and what happens to it around its delivery.
 */
final class OneDelivery {

	private final Path folder;

	private final Night night;

	private final Path file;

	OneDelivery(Path folder) throws IOException {
		this.folder = folder;
		this.night = Night.in(folder);
		this.file = this.night.file("db/big.bin", 2 * Night.PART, 1);
		Files.setLastModifiedTime(this.file, FileTime.from(Instant.parse("2026-03-01T10:00:00Z")));
	}

	Night night() {
		return this.night;
	}

	Path file() {
		return this.file;
	}

	/** Of the object that was made. */
	String marker() {
		return String.valueOf(this.night.s3().object(Night.BUCKET, "db/big.bin").metadata().get("longhaul-upload"));
	}

	/** To a file where a folder should be: delivered, and not moved. */
	Path failToMove() {
		Path archive = Night.write(this.folder.resolve("sent"), new byte[0]);
		this.night.define("on-success: {move: \"%s\"}".formatted(archive));
		assertThat(this.night.runOne().result()).isEqualTo(Result.FAILED);
		return archive;
	}

	/**
	 * As a kill left it with earlier versions: the name in the archive is held then, and
	 * the file still there.
	 */
	Path failToWriteTheReceipt() throws IOException {
		Path archive = Files.createDirectories(this.folder.resolve("sent"));
		this.night.define("on-success: {move: \"%s\", receipt: true}".formatted(archive));
		Path[] way = new Path[1];
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).nth(1).whenDone(() -> {
			way[0] = archive.resolve(".longhaul-" + marker() + ".tmp");
			Night.write(way[0].resolve("full"), new byte[0]);
		}));
		assertThat(this.night.runOne().result()).isEqualTo(Result.FAILED);
		Files.writeString(archive.resolve("big.bin"), marker());
		FileSystemUtils.deleteRecursively(way[0]);
		return archive;
	}

	/** Another file takes its place. */
	void replaceFile() {
		try {
			Path other = Files.write(this.file.resolveSibling("other.tmp"), new byte[] { 4, 2 });
			Files.move(other, this.file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
