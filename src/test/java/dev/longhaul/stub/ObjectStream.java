package dev.longhaul.stub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An object's bytes from an offset on, read from the files of its parts one after the
 * other.
 */
final class ObjectStream extends InputStream {

	private final Iterator<Part> parts;

	private long toSkip;

	private @Nullable InputStream current;

	ObjectStream(List<Part> parts, long offset) {
		this.parts = parts.iterator();
		this.toSkip = offset;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		if (length == 0) {
			return 0;
		}
		while (true) {
			InputStream in = current();
			if (in == null) {
				return -1;
			}
			int n = in.read(bytes, offset, length);
			if (n >= 0) {
				return n;
			}
			close();
		}
	}

	@Override
	public void close() throws IOException {
		InputStream in = this.current;
		this.current = null;
		if (in != null) {
			in.close();
		}
	}

	private @Nullable InputStream current() throws IOException {
		while (this.current == null && this.parts.hasNext()) {
			Part part = this.parts.next();
			if (this.toSkip >= part.size()) {
				this.toSkip -= part.size();
				continue;
			}
			this.current = open(part);
			this.current.skipNBytes(this.toSkip);
			this.toSkip = 0;
		}
		return this.current;
	}

	private static InputStream open(Part part) throws IOException {
		Path file = part.file();
		if (file == null) {
			throw new IllegalStateException("The stub was told to discard the bytes of bodies");
		}
		return Files.newInputStream(file);
	}

}
