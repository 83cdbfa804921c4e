package dev.longhaul.stub;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The versions of a bucket's objects that are current no more, where they are kept.
 */
final class Versions {

	private static final String ID = "x-amz-version-id";

	private final List<StoredObject> past = new ArrayList<>();

	private boolean kept;

	private int ids;

	void begin() {
		this.kept = true;
	}

	/** The object with an id, which HEAD and GET tell; as it is where none are given. */
	StoredObject named(StoredObject object) {
		if (!this.kept) {
			return object;
		}
		Map<String, String> headers = new TreeMap<>(object.headers());
		this.ids++;
		headers.put(ID, "version" + this.ids);
		return new StoredObject(object.bucket(), object.key(), object.entity(), headers, object.parts());
	}

	/** Whether an object that is not current any more is kept. */
	boolean keep(StoredObject object) {
		return this.kept && object.headers().containsKey(ID) && this.past.add(object);
	}

	StoredObject of(String key, String id) {
		if (!id.matches("version\\d+")) {
			throw S3Error.invalidArgument("Invalid version id specified");
		}
		return this.past.stream()
			.filter((object) -> object.key().equals(key) && isNamed(object, id))
			.findFirst()
			.orElseThrow(() -> new S3Error(404, "NoSuchVersion", "The specified version does not exist."));
	}

	/** Takes the newest of a key, which becomes the current one again. */
	Optional<StoredObject> newest(String key) {
		Optional<StoredObject> newest = this.past.stream()
			.filter((object) -> object.key().equals(key))
			.reduce((first, second) -> second);
		newest.ifPresent(this.past::remove);
		return newest;
	}

	List<StoredObject> past() {
		return List.copyOf(this.past);
	}

	Optional<StoredObject> delete(String key, String id) {
		Optional<StoredObject> version = this.past.stream()
			.filter((object) -> object.key().equals(key) && isNamed(object, id))
			.findFirst();
		version.ifPresent(this.past::remove);
		return version;
	}

	static boolean isNamed(StoredObject object, String id) {
		return id.equals(object.headers().get(ID));
	}

}
