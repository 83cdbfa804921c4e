package dev.longhaul.setting;

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
 * {@code longhaul.memory} is a size that the heap has room for.
 */
class MemorySettingTest {

	@Test
	void takes_a_size() {
		assertThat(budgetOf("32MB")).isEqualTo(32 << 20);
		assertThat(budgetOf("0")).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "much", "-1MB", "", "32 MB of it" })
	void names_the_setting_that_is_wrong(String value) {
		assertThatExceptionOfType(InvalidDefinition.class).isThrownBy(() -> budgetOf(value))
			.withMessage("longhaul.memory '%s' is no size; write for instance 16MB", value);
	}

	@Test
	void says_what_heap_a_larger_budget_needs() {
		assertThatExceptionOfType(InvalidDefinition.class).isThrownBy(() -> budgetOf("200MB"))
			.withMessage("longhaul.memory '200MB' is more than half of the heap, which is 256 MB; write less, or give "
					+ "the JVM more: LONGHAUL_JAVA_OPTIONS=-Xmx464m, or java -Xmx464m -jar");
	}

	private static long budgetOf(String value) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("arguments", Map.of("longhaul.memory", value)));
		return MemorySetting.in(environment, 256 << 20);
	}

}
