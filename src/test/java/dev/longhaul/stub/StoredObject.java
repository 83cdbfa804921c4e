package dev.longhaul.stub;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * An object as it stands in the store, readable until it is overwritten, deleted or the
 * stub is closed.
 *
 * @param headers what HEAD and GET give back of the headers it was created with
 * @param parts the parts it was made of; one for PutObject
 */
public record StoredObject(String bucket, String key, Entity entity, Map<String, String> headers, List<Part> parts) {

	private static final String META = "x-amz-meta-";

	/** In bytes: tests run without the second compiler, and byte by byte takes long. */
	private static final int PIECE = 1 << 20;

	public long size() {
		return this.entity.size();
	}

	/** Without quotes. */
	public String etag() {
		return this.entity.etag();
	}

	/** User metadata without its prefix, names in lower case. */
	public Map<String, String> metadata() {
		Map<String, String> metadata = new TreeMap<>();
		this.headers.forEach((name, value) -> {
			if (name.startsWith(META)) {
				metadata.put(name.substring(META.length()), value);
			}
		});
		return metadata;
	}

	/** The bytes; fails where bodies are discarded. */
	public InputStream open() {
		return from(0);
	}

	/**
	 * The position of the first byte that is another one than the file's; -1 if none is.
	 */
	public long mismatch(Path file) {
		try (InputStream own = open(); InputStream of = Files.newInputStream(file)) {
			for (long position = 0;; position += PIECE) {
				byte[] piece = own.readNBytes(PIECE);
				int differs = Arrays.mismatch(piece, of.readNBytes(PIECE));
				if (differs >= 0) {
					return position + differs;
				}
				if (piece.length < PIECE) {
					return -1;
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	InputStream from(long offset) {
		return new ObjectStream(this.parts, offset);
	}

	boolean hasBytes() {
		return this.parts.stream().allMatch((part) -> part.file() != null);
	}

	/**
	 * The bytes of an object in figures.
	 */
	public record Entity(long size, String etag, @Nullable ObjectChecksum checksum, Instant lastModified) {
	}

}
