package dev.longhaul.upload;

import java.io.IOException;
import java.io.InputStream;

import dev.longhaul.checksum.Checksum;
import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.source.FileCalls;
import dev.longhaul.source.FileSlice;
import dev.longhaul.source.PageCache;
import dev.longhaul.source.SourceChanged;

/**
 * The bytes of a part that gives its place away when its file system does not answer.
 */
record WatchedSlice(FileSlice slice, FileCalls files, PartPlace place) {

	/**
	 * Looks at the file again.
	 * @throws SourceChanged if it is not the one of the snapshot any more
	 */
	void requireUnchanged() {
		told(() -> {
			this.slice.file().requireUnchanged();
			return this;
		});
	}

	/** Reads the bytes once. */
	Checksum read(FileSlice.Reading reading) {
		return told(() -> this.slice.read((bytes) -> reading.of(reading(bytes))));
	}

	Checksum checksum(ChecksumAlgorithm algorithm) {
		return read(algorithm::of);
	}

	/** Opens the bytes to send them. */
	InputStream open() throws IOException {
		return reading(this.<InputStream, IOException>told(this.slice::open));
	}

	/**
	 * Sums the bytes once more: only so a write that sets the time back is noticed.
	 * @throws SourceChanged if they have another checksum now
	 */
	void requireSame(Checksum before) {
		requireUnchanged();
		if (!checksum(before.algorithm()).equals(before)) {
			throw this.slice.changed();
		}
	}

	/** Says that they were read for the last time, as a rule. */
	void release(PageCache pages) {
		told(() -> {
			pages.release(this.slice);
			return this;
		});
	}

	private <T, X extends Exception> T told(FileCalls.Calls<T, X> calls) throws X {
		return this.files.during(file(), this.place::close, calls);
	}

	private InputStream reading(InputStream in) {
		return this.files.reading(file(), this.place::close, in);
	}

	private String file() {
		return this.slice.file().path().toString();
	}

}
