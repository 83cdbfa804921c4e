package dev.longhaul.definition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.longhaul.source.SourceUnreadable;
import org.jspecify.annotations.Nullable;
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

	/**
	 * The named definitions, or all enabled ones when no name is given.
	 * @param names names in the folder, or paths of YAML files
	 * @throws Misconfigured with the problems of all of them
	 */
	public List<JobDefinition> select(List<String> names) {
		List<Reading> readings = examine(names);
		List<String> problems = readings.stream().flatMap((reading) -> reading.problems().stream()).toList();
		if (!problems.isEmpty()) {
			throw new Misconfigured(problems);
		}
		return readings.stream().flatMap((reading) -> Stream.ofNullable(reading.definition())).toList();
	}

	/**
	 * The one of this name, for a worker. Hooks are called by the run alone: neither
	 * their commands nor the secret of a webhook have to be on this machine.
	 * @throws Misconfigured if there is none of this name, or it is wrong
	 */
	public JobDefinition ofWorker(String name) {
		return new DefinitionFile(file(name), this.environment).read(DefinitionRules::problemsBesideHooks);
	}

	/**
	 * The same definitions.
	 * @throws Misconfigured if the folder has none, not even a disabled or a wrong one:
	 * it was mistyped, or is not mounted
	 */
	public JobDefinitions requireAny() {
		if (files().isEmpty()) {
			throw new Misconfigured("there is no definition in %s; name another folder with --jobs".formatted(place()));
		}
		return this;
	}

	/**
	 * All definitions of the folder that can be read, enabled or not: a mistake in one
	 * must not keep the uploads of another from being finished or ended. Of two with one
	 * name nothing tells which of them began an upload.
	 */
	public List<JobDefinition> readable() {
		List<JobDefinition> readable = new ArrayList<>();
		List<Path> files = files();
		for (Path file : files) {
			try {
				JobDefinition definition = new DefinitionFile(file, this.environment).read();
				if (files.stream().map(JobDefinition::nameOf).filter(definition.name()::equals).count() > 1) {
					throw new Misconfigured(twice(file, definition));
				}
				readable.add(definition);
			}
			catch (Misconfigured ex) {
				log.warn("{}; its uploads are left alone", String.join("; ", ex.problems()));
			}
		}
		return readable;
	}

	/** Whether these are all that the folder has. */
	public boolean areAll(List<JobDefinition> readable) {
		return files().size() == readable.size();
	}

	/** Whether the folder has one of this name, be it disabled or wrong. */
	public boolean has(String name) {
		return names().contains(name);
	}

	/** The names of all that the folder has, disabled and wrong ones too. */
	public Set<String> names() {
		return files().stream().map(JobDefinition::nameOf).collect(Collectors.toSet());
	}

	/**
	 * The definitions that {@link #select} means, each by itself: a mistake in one does
	 * not hide the others.
	 * @throws Misconfigured if the folder cannot be read
	 */
	public List<Reading> examine(List<String> names) {
		List<Reading> readings = new ArrayList<>();
		if (names.isEmpty()) {
			files().forEach((file) -> readings.add(read(file, readings)));
			return readings.stream().filter(Reading::isEnabled).toList();
		}
		Set<Path> files = new HashSet<>();
		for (String name : names.stream().distinct().toList()) {
			try {
				Path file = file(name);
				// a definition may be said twice
				if (files.add(file)) {
					readings.add(read(file, readings));
				}
			}
			catch (Misconfigured ex) {
				readings.add(new Reading(name, null, ex.problems()));
			}
		}
		return readings;
	}

	private Reading read(Path file, List<Reading> before) {
		try {
			JobDefinition definition = new DefinitionFile(file, this.environment).read();
			if (before.stream().anyMatch((reading) -> reading.name().equals(definition.name()))) {
				throw new Misconfigured(twice(file, definition));
			}
			return new Reading(definition.name(), definition, List.of());
		}
		catch (Misconfigured ex) {
			return new Reading(JobDefinition.nameOf(file), null, ex.problems());
		}
	}

	private static String twice(Path file, JobDefinition definition) {
		return file + ": another definition has the name " + definition.name() + " too";
	}

	private Path file(String name) {
		try {
			return fileNamed(name);
		}
		catch (InvalidPathException ex) {
			throw new Misconfigured(SourceUnreadable.byName(name).getMessage());
		}
	}

	private Path fileNamed(String name) {
		if (JobDefinition.isNameOfFile(name) || name.contains("/")) {
			return this.base.resolve(name);
		}
		Path yaml = this.folder.resolve(name + ".yaml");
		return Files.exists(yaml) ? yaml : existing(this.folder.resolve(name + ".yml"), name);
	}

	private Path existing(Path file, String name) {
		return Files.exists(file) ? file
				: files().stream()
					.filter((other) -> JobDefinition.nameOf(other).equals(name))
					.findFirst()
					.orElseThrow(() -> unknown(name));
	}

	private Misconfigured unknown(String name) {
		String known = files().stream().map(JobDefinition::nameOf).reduce((a, b) -> a + ", " + b).orElse("none");
		return new Misconfigured("no definition '%s' in %s (there are: %s)".formatted(name, place(), known));
	}

	private Path place() {
		return this.folder.toAbsolutePath().normalize();
	}

	/** What begins with a dot is an editor's or a file system's, not a person's. */
	private static boolean isDefinition(Path file) {
		String name = String.valueOf(file.getFileName());
		return !name.startsWith(".") && JobDefinition.isNameOfFile(name);
	}

	private List<Path> files() {
		try (Stream<Path> found = Files.list(this.folder)) {
			return found.filter(JobDefinitions::isDefinition).sorted().toList();
		}
		catch (IOException | UncheckedIOException ex) {
			throw new Misconfigured(
					"the folder of definitions %s cannot be read; name another with --jobs".formatted(place()));
		}
	}

	/**
	 * What came of reading a definition.
	 *
	 * @param definition null if it is invalid
	 * @param problems of an invalid one, each with file, line and column
	 */
	public record Reading(String name, @Nullable JobDefinition definition, List<String> problems) {

		/** Of an invalid one it is not known, and run without names refuses it. */
		private boolean isEnabled() {
			return this.definition == null || this.definition.enabled();
		}

	}

}
