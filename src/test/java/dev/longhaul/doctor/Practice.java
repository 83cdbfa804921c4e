package dev.longhaul.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import dev.longhaul.definition.JobDefinitions;
import dev.longhaul.repository.home.EmbeddedReader;
import dev.longhaul.repository.home.Home;
import dev.longhaul.store.s3.S3StoreProbes;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A folder with definitions, files and a home, and a doctor who examines them.
 */
record Practice(Path folder, URI endpoint) {

	/** No endpoint: nobody listens at it. */
	static final URI NOWHERE = URI.create("http://127.0.0.1:1");

	/** A definition of that name; further lines stand at its end. */
	Practice define(String name, String further) {
		return define(name, "{path}", "", further);
	}

	/** A definition with a key and more settings of its destination. */
	Practice define(String name, String key, String destination, String further) {
		write("jobs/" + name + ".yml", """
				source: {directory: "%s", settle: 1s}
				destination: {bucket: vault, key: "%s", endpoint: "%s"%s}
				%s
				""".formatted(this.folder.resolve("files"), key, this.endpoint, destination, further));
		try {
			Files.createDirectories(this.folder.resolve("files"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return this;
	}

	Path write(String path, String text) {
		Path file = this.folder.resolve(path);
		try {
			Files.createDirectories(file.getParent());
			return Files.write(file, text.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String read(String path) {
		try {
			return Files.readString(this.folder.resolve(path));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Home home() {
		return new Home(this.folder.resolve("home"));
	}

	List<Check> examine(String... names) {
		return examine(false, names);
	}

	List<Check> examineOffline(String... names) {
		return examine(true, names);
	}

	private List<Check> examine(boolean offline, String... names) {
		JobDefinitions definitions = new JobDefinitions(this.folder.resolve("jobs"), Path.of(""),
				new StandardEnvironment());
		return new Doctor(new S3StoreProbes(), Optional::empty, (partsAtOnce) -> List.of(), Clock.systemUTC()).examine(
				new Visit(home(), () -> new EmbeddedReader(home()), definitions, List.of(names), offline), (check) -> {
				});
	}

	/** The only check of that name. */
	static Check only(List<Check> checks, String name) {
		List<Check> found = checks.stream().filter((check) -> check.name().equals(name)).toList();
		assertThat(found).as("%s in %s", name, checks).hasSize(1);
		return found.get(0);
	}

	static List<String> names(List<Check> checks, Check.Result result) {
		return checks.stream().filter((check) -> check.result() == result).map(Check::name).toList();
	}

}
