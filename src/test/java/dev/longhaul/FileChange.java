package dev.longhaul;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Locale;

/**
 * What others do to a file that is being sent.
 */
enum FileChange {

	GROWS {
		@Override
		void changing(Path file) throws IOException {
			Files.write(file, new byte[] { 1, 2, 3 }, StandardOpenOption.APPEND);
		}
	},

	SHRINKS {
		@Override
		void changing(Path file) throws IOException {
			Files.write(file, new byte[2 * Night.PART]);
		}
	},

	IS_TOUCHED {
		@Override
		void changing(Path file) throws IOException {
			Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
		}
	},

	/** Another file of the same size and modified time takes the name. */
	IS_REPLACED {
		@Override
		void changing(Path file) throws IOException {
			byte[] bytes = Files.readAllBytes(file);
			bytes[7]++;
			bytes[bytes.length - 7]++;
			replace(file, bytes);
		}
	},

	/** Its file system gives the same file another number. */
	IS_RENUMBERED {
		@Override
		void changing(Path file) throws IOException {
			replace(file, Files.readAllBytes(file));
		}
	},

	/** Other bytes in the same file, as {@code cp -p} writes them. */
	IS_WRITTEN_OVER {
		@Override
		void changing(Path file) throws IOException {
			FileTime modified = Files.getLastModifiedTime(file);
			byte[] bytes = Files.readAllBytes(file);
			bytes[7]++;
			Files.write(file, bytes);
			Files.setLastModifiedTime(file, modified);
		}
	};

	abstract void changing(Path file) throws IOException;

	private static void replace(Path file, byte[] bytes) throws IOException {
		Path other = Files.write(file.resolveSibling("other.tmp"), bytes);
		Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
		Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
	}

	void make(Path file) {
		try {
			changing(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
