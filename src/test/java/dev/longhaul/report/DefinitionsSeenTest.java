package dev.longhaul.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

import dev.longhaul.definition.JobDefinitions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Definitions that do not answer, as where one names a file on a mount that hangs.
 */
@Timeout(60)
class DefinitionsSeenTest {

	private final CountDownLatch server = new CountDownLatch(1);

	@AfterEach
	void answer() {
		this.server.countDown();
	}

	@Test
	void hold_no_report_up_and_nothing_is_said_of_them(@TempDir Path folder) throws IOException {
		Files.writeString(folder.resolve("dumps.yml"), """
				source: {directory: "%s"}
				destination: {bucket: "${BUCKET}", region: eu-west-1}
				""".formatted(folder));
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new Hanging());

		DefinitionsSeen seen = DefinitionsSeen.of(new JobDefinitions(folder, Path.of(""), environment), "jobs");

		assertThat(seen.problems()).isEmpty();
		assertThat(seen.has()).accepts("dumps", "other");
	}

	private final class Hanging extends PropertySource<Object> {

		Hanging() {
			super("hanging", new Object());
		}

		@Override
		public @Nullable Object getProperty(String name) {
			try {
				DefinitionsSeenTest.this.server.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return null;
		}

	}

}
