package dev.longhaul.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;

import dev.longhaul.definition.HookSettings.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The JSON of an event.
 */
class HookEventTest {

	private static final int FILES = 10_000;

	private final Path file;

	private long writtenBeforeTheLast;

	HookEventTest(@TempDir Path folder) {
		this.file = folder.resolve("event.json");
	}

	@Test
	void one_of_very_many_files_is_written_while_it_is_made() throws IOException {
		Iterable<Map<String, Object>> uploads = () -> IntStream.range(0, FILES).mapToObj(this::upload).iterator();

		HookEvent.of(Event.AFTER_RUN, "vault", "0", "the run", Map.of("uploads", uploads)).writeTo(this.file);

		assertThat(Files.readString(this.file)).startsWith("{\"uploads\":[{\"upload\":0},{\"upload\":1},")
			.endsWith("{\"upload\":9999}]}\n");
		assertThat(this.writtenBeforeTheLast).isGreaterThan(Files.size(this.file) / 2);
	}

	private Map<String, Object> upload(int number) {
		this.writtenBeforeTheLast = (number == FILES - 1) ? this.file.toFile().length() : 0;
		return Map.of("upload", number);
	}

}
