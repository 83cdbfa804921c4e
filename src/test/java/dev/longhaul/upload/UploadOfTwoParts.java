package dev.longhaul.upload;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.longhaul.store.FakeObjectStore;
import dev.longhaul.store.ObjectSpec;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.PartBodies;
import dev.longhaul.store.Specs;
import dev.longhaul.store.StoredObject;
import dev.longhaul.store.Upload;
import dev.longhaul.store.UploadedPart;

/**
 * An upload of which a store in memory has two parts, 150 bytes in all.
 */
final class UploadOfTwoParts {

	static final String KEY = "folder/file.bin";

	static final String MARKER = "0123-4567";

	static final ObjectMark MARK = new ObjectMark(MARKER, Optional.empty());

	private final FakeObjectStore store = FakeObjectStore.withSmallParts();

	private final Upload upload = begin(MARKER);

	private final List<UploadedPart> parts = List.of(send(1, 100), send(2, 50));

	FakeObjectStore store() {
		return this.store;
	}

	Upload upload() {
		return this.upload;
	}

	List<UploadedPart> parts() {
		return this.parts;
	}

	/** Another upload of the same key. */
	Upload begin(String marker) {
		return this.store.create(spec(marker)).upload();
	}

	void put(int length, Map<String, String> metadata) {
		this.store.put(Specs.of(KEY, metadata), PartBodies.of(1, new byte[length]));
	}

	static ObjectSpec spec(String marker) {
		return Specs.of(KEY, Map.of(StoredObject.MARKER, marker));
	}

	/** Does not pause for long between its looks. */
	static UploadFinisher hasty(ObjectStore store) {
		return new UploadFinisher(store);
	}

	private UploadedPart send(int number, int length) {
		return this.store.send(this.upload, PartBodies.of(number, PartBodies.bytes(length, number)));
	}

}
