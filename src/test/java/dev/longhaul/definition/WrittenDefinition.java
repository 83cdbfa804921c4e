package dev.longhaul.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.ListAssert;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A definition that a test writes, and what is read of it or said against it.
 */
final class WrittenDefinition {

	/** Behind it there is room for more of the destination. */
	static final String SHORTEST = """
			source:
			  directory: /data
			destination:
			  bucket: corp-backups
			""";

	private final Path file;

	private final ConfigurableEnvironment environment;

	WrittenDefinition(Path folder) {
		this(folder, new MockEnvironment());
	}

	/** One whose placeholders stand for properties of this environment. */
	WrittenDefinition(Path folder, ConfigurableEnvironment environment) {
		this.file = folder.resolve("job.yml");
		this.environment = environment;
	}

	/** Behind what the environment has already. */
	void variables(Map<String, Object> variables) {
		this.environment.getPropertySources().addLast(new MapPropertySource("variables", variables));
	}

	JobDefinition read(String yaml) throws IOException {
		return new DefinitionFile(Files.writeString(this.file, yaml), this.environment).read();
	}

	ListAssert<String> problems(String yaml) {
		return assertThat(problemsOf(yaml));
	}

	/** Without the file's path, which each one begins with. */
	List<String> problemsOf(String yaml) {
		Misconfigured refused = catchThrowableOfType(Misconfigured.class, () -> read(yaml));
		assertThat(refused).as("the definition is refused").isNotNull();
		assertThat(refused.problems()).allSatisfy((problem) -> assertThat(problem).startsWith(this.file + ":"));
		assertThat(refused).hasMessage(String.join("\n", refused.problems()));
		return refused.problems()
			.stream()
			.map((problem) -> problem.substring(this.file.toString().length() + 1).strip())
			.toList();
	}

}
