package dev.longhaul.source;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;

import dev.longhaul.checksum.Checksum;
import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.part.Part;

/**
 * The bytes of one part of a file.
 */
public record FileSlice(SourceFile file, Part part) {

	/**
	 * Opens the slice at its first byte; may be called any number of times.
	 * @throws SourceChanged if a symbolic link has its name by now, and is not followed
	 * @throws SourceGone if the file was deleted
	 * @throws SourceUnreadable if it may not be read any more
	 * @throws TooManyOpenFiles if nothing can be opened
	 */
	public InputStream open() throws IOException {
		try {
			FileChannel channel = this.file.followed() ? FileChannel.open(this.file.path())
					: FileChannel.open(this.file.path(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
			return new SliceStream(channel, this);
		}
		catch (NoSuchFileException | FileNotFoundException ex) {
			throw new SourceGone(this.file.path());
		}
		catch (AccessDeniedException ex) {
			throw SourceUnreadable.denied(this.file.path());
		}
		catch (IOException ex) {
			if (TooManyOpenFiles.isMeantBy(ex)) {
				throw new TooManyOpenFiles(this.file.path());
			}
			if (!this.file.followed() && Files.isSymbolicLink(this.file.path())) {
				throw SourceChanged.toLink(this.file.path());
			}
			throw ex;
		}
	}

	/** Reads the slice once for its checksum, without holding it in memory. */
	public Checksum checksum(ChecksumAlgorithm algorithm) {
		return read(algorithm::of);
	}

	/**
	 * Reads the slice once.
	 * @throws SourceUnreadable if it cannot be read
	 */
	public Checksum read(Reading reading) {
		try (InputStream in = open()) {
			return reading.of(in);
		}
		catch (IOException ex) {
			throw new SourceUnreadable(this.file.path(), "part %d: %s".formatted(this.part.number(), ex.getMessage()));
		}
	}

	/** What is wrong with a file that has other bytes here than were sent. */
	public SourceChanged changed() {
		return new SourceChanged(this.file.path(),
				"part %d has other bytes, though size and time are the same".formatted(this.part.number()));
	}

	/** Sums the bytes of a slice, and may do more with them. */
	@FunctionalInterface
	public interface Reading {

		Checksum of(InputStream bytes) throws IOException;

	}

}
