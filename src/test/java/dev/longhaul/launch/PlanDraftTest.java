package dev.longhaul.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.longhaul.source.LeftOut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What lies aside in a folder, and no upload knows of it.
 */
class PlanDraftTest {

	private final PlanDraft draft = new PlanDraft();

	@Test
	void a_file_aside_is_left_out_unless_it_has_gone_since_it_was_seen(@TempDir Path folder) throws IOException {
		Path stray = Files.createFile(folder.resolve(".longhaul-1"));
		this.draft.aside.add(stray);
		// taken away by an upload of a watch, which has ended since
		this.draft.aside.add(folder.resolve(".longhaul-2"));

		this.draft.leaveOutStrays(List.of());

		assertThat(this.draft.leftOut).extracting(LeftOut::path).containsExactly(stray);
	}

}
