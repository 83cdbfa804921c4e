package dev.longhaul.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/**
 * The definitions of a folder, and those given by path.
 */
public final class JobDefinitions {

	private static final Logger log = LoggerFactory.getLogger(JobDefinitions.class);

	private final Path folder;

	private final Path base;

	private final Environment environment;

	/**
	 * Of a folder.
	 * @param base paths of definitions outside of the folder are relative to it
	 * @param environment resolves the placeholders in definitions
	 */
	public JobDefinitions(Path folder, Path base, Environment environment) {
		this.folder = folder;
		this.base = base;
		this.environment = environment;
	}

	/** Of a folder, and the working directory. */
	public JobDefinitions(Path folder, Environment environment) {
		this(folder, Path.of(""), environment);
	}

	/**
	 * The named definitions, or all enabled ones when no name is given.
	 * @param names names in the folder, or paths of YAML files
	 * @throws InvalidDefinition with the problems of all of them
	 */
	public List<JobDefinition> select(List<String> names) {
		List<JobDefinition> definitions = readAll(names.isEmpty() ? files() : names.stream().map(this::file).toList());
		return names.isEmpty() ? definitions.stream().filter(JobDefinition::enabled).toList() : definitions;
	}

	/**
	 * All definitions of the folder that can be read, enabled or not: a mistake in one
	 * must not keep the uploads of another from being finished or ended.
	 */
	public List<JobDefinition> readable() {
		List<JobDefinition> readable = new ArrayList<>();
		for (Path file : files()) {
			try {
				readable.add(new DefinitionFile(file, this.environment).read());
			}
			catch (InvalidDefinition ex) {
				log.warn("{}; its uploads are left alone", ex.getMessage());
			}
		}
		return readable;
	}

	private List<JobDefinition> readAll(List<Path> files) {
		Map<String, JobDefinition> definitions = new LinkedHashMap<>();
		List<String> problems = new ArrayList<>();
		for (Path file : files) {
			try {
				JobDefinition definition = new DefinitionFile(file, this.environment).read();
				if (definitions.put(definition.name(), definition) != null) {
					problems.add(file + ": another definition has the name " + definition.name() + " too");
				}
			}
			catch (InvalidDefinition ex) {
				problems.addAll(ex.problems());
			}
		}
		if (!problems.isEmpty()) {
			throw new InvalidDefinition(problems);
		}
		return List.copyOf(definitions.values());
	}

	private Path file(String name) {
		if (name.endsWith(".yml") || name.endsWith(".yaml") || name.contains("/")) {
			return this.base.resolve(name);
		}
		Path yaml = this.folder.resolve(name + ".yaml");
		return Files.exists(yaml) ? yaml : existing(this.folder.resolve(name + ".yml"), name);
	}

	private Path existing(Path file, String name) {
		if (!Files.exists(file)) {
			String known = files().stream().map(JobDefinition::nameOf).reduce((a, b) -> a + ", " + b).orElse("none");
			throw new InvalidDefinition(List.of("no definition '%s' in %s (there are: %s)".formatted(name,
					this.folder.toAbsolutePath().normalize(), known)));
		}
		return file;
	}

	private List<Path> files() {
		try (Stream<Path> found = Files.list(this.folder)) {
			return found.filter((file) -> file.toString().matches(".*\\.ya?ml")).sorted().toList();
		}
		catch (IOException ex) {
			throw new InvalidDefinition(List.of("the folder of definitions %s cannot be read; say where it is by --jobs"
				.formatted(this.folder.toAbsolutePath().normalize())));
		}
	}

}
