package dev.longhaul.hook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;

import dev.longhaul.definition.HookSettings.Event;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The JSON of an event.
 */
class HookEventTest {

	private static final int FILES = 10_000;

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private int writtenBeforeTheLast;

	@Test
	void one_of_very_many_files_is_written_while_it_is_made() throws IOException {
		Iterable<Map<String, Object>> uploads = () -> IntStream.range(0, FILES).mapToObj(this::upload).iterator();

		HookEvent.of(Event.AFTER_RUN, "vault", "0", "the run", Map.of("uploads", uploads)).writeTo(this.out);

		assertThat(this.out.toString(StandardCharsets.UTF_8)).startsWith("{\"uploads\":[{\"upload\":0},{\"upload\":1},")
			.endsWith("{\"upload\":9999}]}");
		assertThat(this.writtenBeforeTheLast).isGreaterThan(this.out.size() / 2);
	}

	private Map<String, Object> upload(int number) {
		this.writtenBeforeTheLast = (number == FILES - 1) ? this.out.size() : 0;
		return Map.of("upload", number);
	}

}
