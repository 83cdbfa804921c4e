package dev.longhaul.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.part.PartPlan;
import dev.longhaul.source.FileCalls;
import dev.longhaul.source.PageCache;
import dev.longhaul.source.SourceFile;
import dev.longhaul.store.FakeObjectStore;
import dev.longhaul.store.ForwardingStore;
import dev.longhaul.store.ObjectSpec;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.PartBodies;
import dev.longhaul.store.PartBody;
import dev.longhaul.store.Specs;
import dev.longhaul.store.StoredObject;
import dev.longhaul.store.Upload;
import dev.longhaul.store.UploadedPart;

/**
 * A file whose parts have 1000, 1000 and 500 bytes, and an upload of it that a store in
 * memory knows.
 */
final class FileOfThreeParts {

	static final String KEY = "folder/file.bin";

	static final PartPlan PLAN = new PartPlan(2500, 1000, 10);

	static final ObjectSpec OBJECT = Specs.of(KEY, Map.of(StoredObject.MARKER, "m"));

	static final byte[] BYTES = PartBodies.bytes(2500, 1);

	private final FakeObjectStore store = FakeObjectStore.withSmallParts();

	private final Upload upload = this.store.create(OBJECT).upload();

	private final FileCalls calls = new FileCalls(System::nanoTime);

	private final List<Long> told = new ArrayList<>();

	private final SourceFile source;

	private final Transfer transfer;

	FileOfThreeParts(Path folder) throws IOException {
		this.source = SourceFile.of(Files.write(folder.resolve("file.bin"), BYTES));
		this.transfer = new Transfer(this.source.path(), this.source.size(), this.told::add);
	}

	SourceFile source() {
		return this.source;
	}

	FakeObjectStore store() {
		return this.store;
	}

	Upload upload() {
		return this.upload;
	}

	Transfer transfer() {
		return this.transfer;
	}

	/** What the transfer told of: the bytes of each part that was sent. */
	List<Long> told() {
		return this.told;
	}

	/** Through which its uploaders ask the file system. */
	FileCalls calls() {
		return this.calls;
	}

	PartUploader uploader(ObjectStore objects) {
		return uploader(objects, new PartMemory(0));
	}

	PartUploader uploader(ObjectStore objects, PartMemory memory) {
		return uploader(this.source, objects, memory);
	}

	/** Of another file. */
	PartUploader uploader(SourceFile other, ObjectStore objects, PartMemory memory) {
		return new PartUploader(objects, other, ChecksumAlgorithm.MD5, this.transfer,
				new Allowance(new Bandwidth(List.of()), memory, PageCache.KEEP, new PartLimit(32, System::nanoTime),
						new PartPlaces(8), this.calls));
	}

	UploadedPart send(ObjectStore objects, int number) {
		return uploader(objects).send(this.upload, PLAN.part(number), PartPlace.UNCOUNTED);
	}

	/** Its store, which answers for a part when this has happened. */
	ObjectStore afterwards(Runnable event) {
		return new ForwardingStore(this.store) {
			@Override
			public UploadedPart send(Upload upload, PartBody body) {
				UploadedPart sent = super.send(upload, body);
				event.run();
				return sent;
			}
		};
	}

}
