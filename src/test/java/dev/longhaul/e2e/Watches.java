package dev.longhaul.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.longhaul.stub.StoredObject;
import org.awaitility.Awaitility;

/**
 * A site whose home has an owner that others may ask, and the owners of it.
 */
final class Watches implements AutoCloseable {

	static final Duration PATIENCE = Duration.ofMinutes(3);

	private final Site site;

	private final List<LonghaulProcess> owners = new ArrayList<>();

	Watches(Path folder) {
		this.site = Site.in(folder);
	}

	Site site() {
		return this.site;
	}

	/** A watch of these definitions, or of all, that takes requests. */
	LonghaulProcess start(String... definitions) {
		List<String> command = new ArrayList<>(List.of("watch", "--every", "1s"));
		command.addAll(List.of(definitions));
		return startOwner(command.toArray(String[]::new));
	}

	/** A command that takes requests of others while it is at work. */
	LonghaulProcess startOwner(String... command) {
		LonghaulProcess owner = this.site.start(command);
		this.owners.add(owner);
		Awaitility.await().atMost(PATIENCE).until(() -> {
			Path said = this.site.path(".longhaul/owner.json");
			return Files.exists(said) && !Files.readString(said).contains("\"requestPort\":0");
		});
		return owner;
	}

	void awaitDelivered(Path file) {
		String key = "in/" + this.site.path("files").relativize(file);
		Awaitility.await().atMost(PATIENCE).until(() -> keys().contains(key));
		this.site.assertDelivered(file);
	}

	/** Of all objects. */
	Set<String> keys() {
		return this.site.s3().objects().stream().map(StoredObject::key).collect(Collectors.toSet());
	}

	@Override
	public void close() {
		this.owners.forEach(LonghaulProcess::kill);
		this.site.close();
	}

}
