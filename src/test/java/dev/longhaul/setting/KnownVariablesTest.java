package dev.longhaul.setting;

import java.util.Map;
import java.util.Properties;

import dev.longhaul.definition.Misconfigured;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * What the environment and the options of the JVM say by names like ours.
 */
class KnownVariablesTest {

	@ParameterizedTest
	@CsvSource({ "LONGHAUL_REPOSITORY_ULR, LONGHAUL_REPOSITORY_URL", "LONGHAUL_REPOSITORYURL, LONGHAUL_REPOSITORY_URL",
			"longhaul_repositry_url, LONGHAUL_REPOSITORY_URL", "longhaul.repositry.url, LONGHAUL_REPOSITORY_URL",
			"LONGHAUL_REPOSITORY_USERS, LONGHAUL_REPOSITORY_USER", "LONGHAUL_PAGE_CASH, LONGHAUL_PAGE_CACHE",
			"LONGHAUL_CLUSTER_QUEUE_PASSWORD_FIEL, LONGHAUL_CLUSTER_QUEUE_PASSWORD_FILE",
			"LONGHAUL_HOEM, LONGHAUL_HOME", "LONGHAUL_JOB, LONGHAUL_JOBS", "LONGHAUL_JOBS2, LONGHAUL_JOBS",
			"LONGHAUL_JAVA_OPTION, LONGHAUL_JAVA_OPTIONS", "longhaul_home, LONGHAUL_HOME",
			"longhaul.jobs, LONGHAUL_JOBS", "LONGHAUL_JAVAOPTIONS, LONGHAUL_JAVA_OPTIONS",
			"LONGHAUL_NATIVE_CRYPTOGRAPHY, the option -Dlonghaul.native-cryptography" })
	void a_variable_that_is_nearly_one_of_ours_is_refused(String variable, String meant) {
		assertThatExceptionOfType(Misconfigured.class).isThrownBy(() -> require(environment(variable)))
			.satisfies((refused) -> assertThat(refused.problems()).containsExactly(
					"the environment variable %s: unknown setting; did you mean %s? ".formatted(variable, meant)
							+ "if it is one of your own, for definitions, rename it"));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "LONGHAUL_BUCKET", "LONGHAUL_REGION", "LONGHAUL_NAME", "LONGHAUL_HOST", "LONGHAUL_REPOSITORY",
					"LONGHAUL_REPOSITORY_HOST", "LONGHAUL_REPOSITORY_DB", "LONGHAUL_DIST", "LONGHAUL_QUICKSTART_BUCKET",
					"LONGHAUL_EVENT", "LONGHAUL_RESULT", "LONGHAUL", "LONGHAUL_", "LONGHAULS_HOEM", "XLONGHAUL_HOEM" })
	void variables_for_definitions_and_of_other_programs_are_none_of_its_business(String variable) {
		assertThatNoException().isThrownBy(() -> require(environment(variable)));
	}

	/** Of services by the names longhaul, longhaul-repository and so on. */
	@ParameterizedTest
	@ValueSource(strings = { "LONGHAUL_PORT", "LONGHAUL_SERVICE_HOST", "LONGHAUL_SERVICE_PORT_HTTP",
			"LONGHAUL_PORT_80_TCP_ADDR", "LONGHAUL_REPOSITORY_PORT", "LONGHAUL_CLUSTER_QUEUE_PORT",
			"LONGHAUL_JOBS_PORT", "LONGHAUL_HOME_SERVICE_PORT" })
	void variables_that_kubernetes_sets_by_itself_are_none_of_its_business(String variable) {
		assertThatNoException().isThrownBy(() -> require(environment(variable)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "LONGHAUL_HOME", "LONGHAUL_JOBS", "LONGHAUL_JAVA_OPTIONS", "LONGHAUL_BANDWIDTH",
			"LONGHAUL_REPOSITORY_URL", "LONGHAUL_REPOSITORY_PASSWORD_FILE", "LONGHAUL_REPOSITORY_PASSWORDFILE",
			"longhaul_memory", "longhaul.page-cache", "LONGHAUL_SHUTDOWNGRACE" })
	void ours_are_known_however_they_are_written(String variable) {
		assertThatNoException().isThrownBy(() -> require(environment(variable)));
	}

	@ParameterizedTest
	@CsvSource({ "longhaul.repository.ulr, did you mean longhaul.repository.url? there are",
			"longhaul.home, did you mean LONGHAUL_HOME? there are", "longhaul.colour, there are",
			"longhaul.nativeCryptography, did you mean the option -Dlonghaul.native-cryptography? there are" })
	void an_option_that_means_nothing_is_refused(String option, String advice) {
		assertThatExceptionOfType(Misconfigured.class).isThrownBy(() -> require(options(option)))
			.withMessageStartingWith(
					"the option -D%1$s: unknown setting %1$s; %2$s shutdown-grace, memory, ".formatted(option, advice));
	}

	@ParameterizedTest
	@ValueSource(strings = { "longhaul.memory", "longhaul.shutdownGrace", "longhaul.native-cryptography",
			"longhaul.first-pause", "longhaul.bandwidth[08:00-18:00]", "longhaul", "dev.longhaul.home" })
	void other_options_are_not(String option) {
		assertThatNoException().isThrownBy(() -> require(options(option)));
	}

	private static PropertySource<?> environment(String variable) {
		return new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
				Map.of(variable, "x", "HOME", "/root"));
	}

	private static PropertySource<?> options(String option) {
		Properties properties = new Properties();
		properties.put(option, "x");
		return new PropertiesPropertySource(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, properties);
	}

	private static void require(PropertySource<?> source) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.stream()
			.toList()
			.forEach((usual) -> environment.getPropertySources().remove(usual.getName()));
		environment.getPropertySources().addFirst(source);
		KnownSettings.requireIn(environment);
	}

}
