package dev.longhaul.stub;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of parts and objects, a file each in a directory of its own, or no bytes at
 * all.
 */
final class BlobStore implements AutoCloseable {

	private final Path directory;

	private final boolean discard;

	private final AtomicLong files = new AtomicLong();

	BlobStore(@Nullable Path parent, boolean discard) throws IOException {
		if (parent != null) {
			Files.createDirectories(parent);
		}
		this.directory = (parent != null) ? Files.createTempDirectory(parent, "strict-s3-")
				: Files.createTempDirectory("strict-s3-");
		this.discard = discard;
	}

	/** Leaves nothing behind unless the whole body came and is what the headers claim. */
	Blob receive(InputStream body, BodyClaims claims, @Nullable ChecksumPlan plan) throws IOException {
		BodyDigest digest = BodyDigest.toCheck(claims, plan);
		Path file = this.discard ? null : this.directory.resolve("blob-" + this.files.incrementAndGet());
		boolean stored = false;
		try {
			long size = copy(body, digest, file);
			claims.check(digest);
			stored = true;
			return new Blob(size, digest.md5(), digest.sumToKeep(claims, plan), file);
		}
		finally {
			if (!stored) {
				delete(file);
			}
		}
	}

	void delete(@Nullable Path file) {
		if (file == null) {
			return;
		}
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void delete(Iterable<Part> parts) {
		for (Part part : parts) {
			delete(part.file());
		}
	}

	@Override
	public void close() throws IOException {
		if (Files.notExists(this.directory)) {
			return;
		}
		List<Path> all;
		try (Stream<Path> tree = Files.walk(this.directory)) {
			all = tree.sorted(Comparator.reverseOrder()).toList();
		}
		for (Path path : all) {
			Files.deleteIfExists(path);
		}
	}

	private static long copy(InputStream body, BodyDigest digest, @Nullable Path file) throws IOException {
		byte[] buffer = new byte[128 * 1024];
		long size = 0;
		try (OutputStream out = (file != null) ? Files.newOutputStream(file) : OutputStream.nullOutputStream()) {
			for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
				digest.update(buffer, 0, n);
				out.write(buffer, 0, n);
				size += n;
			}
		}
		digest.finish();
		return size;
	}

}
