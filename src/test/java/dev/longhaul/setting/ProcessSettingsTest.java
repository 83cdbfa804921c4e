package dev.longhaul.setting;

import java.time.Duration;
import java.util.Map;

import dev.longhaul.definition.Misconfigured;
import dev.longhaul.source.PageCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ProcessSettingsTest {

	private static final long HEAP = 256 << 20;

	@Test
	void memory_is_a_size() {
		assertThat(settings("longhaul.memory", "32MB").memory(HEAP)).isEqualTo(32 << 20);
		assertThat(settings("longhaul.memory", "0").memory(HEAP)).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "much", "-1MB", "", "32 MB of it" })
	void memory_that_is_no_size_is_named(String value) {
		assertThatExceptionOfType(Misconfigured.class).isThrownBy(() -> settings("longhaul.memory", value).memory(HEAP))
			.withMessage("longhaul.memory '%s' is no size; write for instance 16MB", value);
	}

	@Test
	void memory_that_the_heap_has_no_room_for_is_told_with_the_heap_that_it_needs() {
		assertThatExceptionOfType(Misconfigured.class)
			.isThrownBy(() -> settings("longhaul.memory", "200MB").memory(HEAP))
			.withMessage("longhaul.memory '200MB' is more than half of the heap, which is 256 MB; write less, or give "
					+ "the JVM more: LONGHAUL_JAVA_OPTIONS=-Xmx464m, or java -Xmx464m -jar");
	}

	@ParameterizedTest
	@CsvSource({ "drop, DROP", "keep, KEEP", "' Keep ', KEEP" })
	void the_page_cache_is_dropped_or_kept(String value, PageCache pages) {
		assertThat(settings("longhaul.page-cache", value).pageCache()).isEqualTo(pages);
	}

	@Test
	void another_word_for_the_page_cache_is_named() {
		assertThatExceptionOfType(Misconfigured.class)
			.isThrownBy(() -> settings("longhaul.page-cache", "flush").pageCache())
			.withMessage("longhaul.page-cache 'flush' is not one of drop, keep");
	}

	@ParameterizedTest
	@CsvSource({ "2m, PT2M", "0s, PT0S", "0, PT0S" })
	void the_grace_is_a_duration(String value, Duration grace) {
		assertThat(settings("longhaul.shutdown-grace", value).shutdownGrace()).isEqualTo(grace);
	}

	@ParameterizedTest
	@ValueSource(strings = { "soon", "-1s", "", "20", "20 parsecs" })
	void a_grace_that_is_no_duration_is_named(String value) {
		assertThatExceptionOfType(Misconfigured.class)
			.isThrownBy(() -> settings("longhaul.shutdown-grace", value).shutdownGrace())
			.withMessage("longhaul.shutdown-grace '%s' is not a duration; write 30s, 5m, 2h or 7d", value);
	}

	private static ProcessSettings settings(String name, String value) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("arguments", Map.of(name, value)));
		return new ProcessSettings(environment);
	}

}
