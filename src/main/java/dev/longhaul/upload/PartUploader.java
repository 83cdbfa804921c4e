package dev.longhaul.upload;

import dev.longhaul.part.Part;
import dev.longhaul.source.FileSlice;
import dev.longhaul.source.SourceFile;
import dev.longhaul.store.ObjectSpec;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.PartBody;
import dev.longhaul.store.Upload;
import dev.longhaul.store.UploadedPart;

/**
 * Sends parts of one file, and nothing of a file that changed around the part.
 */
public record PartUploader(ObjectStore store, SourceFile file, Transfer transfer, Bandwidth bandwidth) {

	/** Sends one part of an upload. */
	public UploadedPart send(Upload upload, Part part) {
		try (Transfer.Meter meter = this.transfer.meter()) {
			PartBody body = body(part, meter);
			UploadedPart sent = this.store.send(upload, body);
			this.file.requireUnchanged();
			return sent;
		}
	}

	/** Sends the whole file as one object. */
	public void put(ObjectSpec object, Part whole) {
		try (Transfer.Meter meter = this.transfer.meter()) {
			PartBody body = body(whole, meter);
			this.store.put(object, body);
			this.file.requireUnchanged();
		}
	}

	/**
	 * The file is looked at before it is hashed: from then on the MD5 guards the bytes,
	 * for the store refuses others than were hashed.
	 */
	private PartBody body(Part part, Transfer.Meter meter) {
		this.file.requireUnchanged();
		FileSlice slice = new FileSlice(this.file, part);
		return new PartBody(part, slice.md5(), new SentSlice(slice, meter, this.bandwidth));
	}

}
