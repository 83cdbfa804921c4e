package dev.longhaul.setting;

import java.util.Map;

import dev.longhaul.definition.InvalidDefinition;
import dev.longhaul.source.PageCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@code longhaul.page-cache} is drop or keep.
 */
class PageCacheSettingTest {

	@ParameterizedTest
	@CsvSource({ "drop, DROP", "keep, KEEP", "' Keep ', KEEP" })
	void takes_its_two_words(String value, PageCache pages) {
		assertThat(settingOf(value)).isEqualTo(pages);
	}

	@Test
	void names_the_setting_that_is_wrong() {
		assertThatExceptionOfType(InvalidDefinition.class).isThrownBy(() -> settingOf("flush"))
			.withMessage("longhaul.page-cache 'flush' is unknown; write drop or keep");
	}

	private static PageCache settingOf(String value) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("arguments", Map.of("longhaul.page-cache", value)));
		return PageCacheSetting.in(environment);
	}

}
