package dev.longhaul.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.DefinitionsInUse.Hold;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.JobDefinitions;
import dev.longhaul.definition.Timetable;
import dev.longhaul.upload.Bandwidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one part gets of a limit at worst: by that the patience with its connection is
 * reckoned, so it goes by the parts that share the limit now.
 */
class BandwidthsTest {

	private static final int MIB = 1 << 20;

	private static final Timetable NO_LIMIT = Timetable.parse(Map.of());

	@TempDir
	private Path folder;

	@Test
	void parts_share_the_process_with_those_that_another_session_brings_until_it_ends() throws IOException {
		JobDefinition watched = definition("watched", "parts-at-once: 8");
		DefinitionsInUse inUse = new DefinitionsInUse(new Definitions(List.of(watched)));
		Bandwidth bandwidth = bandwidths(inUse, Timetable.parse(Map.of("else", "1MB"))).of(watched);
		assertThat(bandwidth.pace()).isEqualTo(MIB / 8);

		try (Hold run = inUse.hold(List.of(definition("brought", "parts-at-once: 128")))) {
			assertThat(bandwidth.pace()).isEqualTo(MIB / 128);
		}
		assertThat(bandwidth.pace()).isEqualTo(MIB / 8);
	}

	/** Any of these may be of one definition, when it is the last that has files. */
	@Test
	void a_definition_that_says_its_number_may_have_the_parts_of_all_that_do() throws IOException {
		JobDefinition few = definition("few", "{parts-at-once: 4, bandwidth: 1MB}");
		DefinitionsInUse inUse = new DefinitionsInUse(
				new Definitions(List.of(few, definition("many", "parts-at-once: 256"))));

		assertThat(bandwidths(inUse, NO_LIMIT).of(few).pace()).isEqualTo(MIB / 256);
	}

	@Test
	void a_number_that_is_said_and_one_that_is_found_out_stand_beside_each_other() throws IOException {
		JobDefinition said = definition("said", "{parts-at-once: 4, bandwidth: 1MB}");
		JobDefinition foundOut = definition("found-out", "{parts-at-once: auto, bandwidth: 1MB}");
		Bandwidths bandwidths = bandwidths(new DefinitionsInUse(new Definitions(List.of(said, foundOut))), NO_LIMIT);

		assertThat(bandwidths.of(said).pace()).isEqualTo(MIB / 4);
		assertThat(bandwidths.of(foundOut).pace()).isEqualTo(MIB / 32);
	}

	@Test
	void a_worker_has_as_many_parts_as_it_says_whatever_the_definition_says() throws IOException {
		DefinitionsInUse inUse = DefinitionsInUse.ofWorker(2);
		JobDefinition definition = definition("sent", "{parts-at-once: 256, bandwidth: 1MB}");
		inUse.use(List.of(definition));

		assertThat(bandwidths(inUse, NO_LIMIT).of(definition).pace()).isEqualTo(MIB / 2);
	}

	private static Bandwidths bandwidths(DefinitionsInUse inUse, Timetable overall) {
		return new Bandwidths(inUse, overall, Clock.systemUTC(), () -> 1);
	}

	private JobDefinition definition(String name, String transfer) throws IOException {
		Files.writeString(this.folder.resolve(name + ".yml"), """
				source: {directory: /data}
				destination: {bucket: vault}
				transfer:
				  %s
				""".formatted(transfer));
		return new JobDefinitions(this.folder, Path.of(""), new StandardEnvironment()).ofWorker(name);
	}

}
