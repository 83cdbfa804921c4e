package dev.longhaul.setting;

import java.time.Duration;
import java.util.Map;

import dev.longhaul.definition.InvalidDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@code longhaul.shutdown-grace} is a duration.
 */
class ShutdownGraceSettingTest {

	@Test
	void takes_a_duration() {
		assertThat(graceOf("2m")).isEqualTo(Duration.ofMinutes(2));
		assertThat(graceOf("0s")).isZero();
		assertThat(graceOf("0")).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "soon", "-1s", "", "20", "20 parsecs" })
	void names_the_setting_that_is_wrong(String value) {
		assertThatExceptionOfType(InvalidDefinition.class).isThrownBy(() -> graceOf(value))
			.withMessage("longhaul.shutdown-grace '%s' is no duration; write 30s, 5m, 2h or 7d", value);
	}

	private static Duration graceOf(String value) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("arguments", Map.of("longhaul.shutdown-grace", value)));
		return ShutdownGraceSetting.in(environment);
	}

}
