package dev.longhaul.setting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.longhaul.definition.Misconfigured;
import dev.longhaul.definition.Timetable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@code longhaul.bandwidth} takes what {@code transfer.bandwidth} takes.
 */
class BandwidthSettingTest {

	private final StandardEnvironment environment = new StandardEnvironment();

	@TempDir
	private Path folder;

	@Test
	void is_no_limit_where_nothing_is_said() throws IOException {
		file("longhaul: {shutdown-grace: 20s}");

		assertThat(BandwidthSetting.in(this.environment, 8).isUnlimited()).isTrue();
	}

	@Test
	void takes_one_rate() throws IOException {
		file("longhaul: {bandwidth: 50MB}");

		assertThat(BandwidthSetting.in(this.environment, 8)).isEqualTo(Timetable.parse(Map.of("else", "50MB")));
	}

	@Test
	void takes_a_timetable() throws IOException {
		file("""
				longhaul:
				  bandwidth:
				    "Sat,Sun 00:00-24:00": 100MB
				    "[08:00-18:00]": ${RATE:10MB}
				    else: 200MB
				    zone: Europe/Berlin
				""");

		Timetable read = BandwidthSetting.in(this.environment, 8);

		assertThat(read).isEqualTo(Timetable.parse(Map.of("Sat,Sun 00:00-24:00", "100MB", "08:00-18:00", "10MB", "else",
				"200MB", "zone", "Europe/Berlin")));
		assertThat(read.windows().values()).containsExactly(100L << 20, 10L << 20);
	}

	@Test
	void lets_the_environment_replace_the_whole_of_it() throws IOException {
		file("longhaul: {bandwidth: {\"08:00-18:00\": 10MB}}");
		this.environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("variables", Map.of("LONGHAUL_BANDWIDTH", "1MB")));

		assertThat(BandwidthSetting.in(this.environment, 8)).isEqualTo(Timetable.parse(Map.of("else", "1MB")));
	}

	@Test
	void says_where_the_mistakes_are() throws IOException {
		file("longhaul:\n  bandwidth:\n    08:00-18:00: quick\n    else: 1KB\n");

		assertThatExceptionOfType(Misconfigured.class).isThrownBy(() -> BandwidthSetting.in(this.environment, 8))
			.satisfies((invalid) -> assertThat(invalid.problems()).satisfiesExactly(
					(first) -> assertThat(first).startsWith(this.folder.resolve("application.yml") + ":")
						.endsWith(":3:18: longhaul.bandwidth[08:00-18:00] 'quick' is no bandwidth; "
								+ "write bytes a second such as 50MB, or unlimited"),
					(second) -> assertThat(second).startsWith(this.folder.resolve("application.yml") + ":")
						.endsWith(":4:11: longhaul.bandwidth '1KB' a second is too slow for 8 parts at once, "
								+ "S3 would end their connections; write 32KB or more")));
	}

	@Test
	void names_the_variable_of_the_environment_that_is_wrong() {
		this.environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of("LONGHAUL_BANDWIDTH", "0")));
		ConfigurationPropertySources.attach(this.environment);

		assertThatExceptionOfType(Misconfigured.class).isThrownBy(() -> BandwidthSetting.in(this.environment, 8))
			.withMessage("the environment variable LONGHAUL_BANDWIDTH: longhaul.bandwidth '0' is no bandwidth; "
					+ "write bytes a second such as 50MB, or unlimited");
	}

	@Test
	void names_the_option_of_the_jvm_that_is_wrong() {
		this.environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, new MapPropertySource(
					StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, Map.of("longhaul.bandwidth", "0")));
		ConfigurationPropertySources.attach(this.environment);

		assertThatExceptionOfType(Misconfigured.class).isThrownBy(() -> BandwidthSetting.in(this.environment, 8))
			.withMessageStartingWith("the option -Dlonghaul.bandwidth: longhaul.bandwidth '0' is no bandwidth");
	}

	@Test
	void says_what_is_wrong_where_no_file_says_it() {
		this.environment.getPropertySources()
			.addFirst(new MapPropertySource("arguments", Map.of("longhaul.bandwidth", "0")));

		assertThatExceptionOfType(Misconfigured.class).isThrownBy(() -> BandwidthSetting.in(this.environment, 8))
			.withMessage("longhaul.bandwidth '0' is no bandwidth; write bytes a second such as 50MB, or unlimited");
	}

	private void file(String yaml) throws IOException {
		Path file = Files.write(this.folder.resolve("application.yml"), yaml.getBytes(StandardCharsets.UTF_8));
		new YamlPropertySourceLoader().load("file", new FileSystemResource(file))
			.forEach(this.environment.getPropertySources()::addLast);
	}

}
