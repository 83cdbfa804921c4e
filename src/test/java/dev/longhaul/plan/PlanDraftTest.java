package dev.longhaul.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.JobDefinitions;
import dev.longhaul.source.FollowedLinks;
import dev.longhaul.source.SourceFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What lies aside in a folder, and no upload knows of it.
 */
class PlanDraftTest {

	private final PlanDraft draft = new PlanDraft();

	@Test
	void a_file_aside_is_left_out_unless_it_has_gone_since_it_was_seen(@TempDir Path folder) throws IOException {
		Path stray = Files.createFile(folder.resolve(".longhaul-1"));
		// taken away by an upload of a watch, which has ended since
		Path gone = folder.resolve(".longhaul-2");
		JobDefinition definition = new JobDefinitions(folder, Path.of(""), new StandardEnvironment())
			.select(List.of(written(folder)))
			.get(0);
		this.draft.found(definition, new SourceFolder.Scan(List.of(), List.of(), List.of(), List.of(),
				List.of(stray, gone), FollowedLinks.NONE));

		this.draft.leaveOutStrays(List.of());

		assertThat(this.draft.plan(true).leftOut()).extracting(NotTaken::path).containsExactly(stray);
	}

	private static String written(Path folder) throws IOException {
		Files.writeString(folder.resolve("dumps.yml"), """
				source: {directory: "%s"}
				destination: {bucket: vault, region: eu-west-1}
				""".formatted(folder));
		return "dumps";
	}

}
