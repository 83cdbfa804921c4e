package dev.longhaul.repository.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class OwnerTest {

	@TempDir
	private Path folder;

	@Test
	void one_that_began_at_another_time_by_the_clock_that_was_set_since_is_alive() throws IOException {
		assumeTrue(Birth.of(ProcessHandle.current().pid()).isPresent(), "no Linux");
		String written = written();

		assertThat(read(written).isAlive()).isTrue();
		assertThat(read(startedLater(written)).isAlive()).isTrue();
	}

	@Test
	void one_of_the_same_pid_and_time_that_was_born_at_another_moment_is_another_process() throws IOException {
		assumeTrue(Birth.of(ProcessHandle.current().pid()).isPresent(), "no Linux");

		assertThat(read(written().replaceAll("\"birth\":\"\\S+ ", "\"birth\":\"an-earlier-boot ")).isAlive()).isFalse();
	}

	@Test
	void what_an_older_version_wrote_is_told_by_the_time() throws IOException {
		String older = written().replaceAll(",\"birth\":(null|\"[^\"]*\")", "");

		assertThat(older).doesNotContain("birth");
		assertThat(read(older).isAlive()).isTrue();
		assertThat(read(startedLater(older)).isAlive()).isFalse();
	}

	@Test
	void a_copy_of_a_home_has_no_owner() throws IOException {
		written();
		Path copy = Files.createDirectory(this.folder.resolve("copy"));
		Files.copy(new Home(this.folder).ownerFile(), new Home(copy).ownerFile());

		assertThat(Owner.of(new Home(this.folder))).isPresent();
		assertThat(Owner.of(new Home(copy))).isEmpty();
	}

	private String written() throws IOException {
		Home home = new Home(this.folder);
		Owner.ofThisProcess(home, "watch", Instant.EPOCH).write(home);
		return Files.readString(home.ownerFile());
	}

	private Owner read(String written) throws IOException {
		Home home = new Home(this.folder);
		Files.writeString(home.ownerFile(), written);
		return Owner.of(home).orElseThrow();
	}

	private static String startedLater(String written) {
		Instant started = ProcessHandle.current().info().startInstant().orElseThrow();
		String later = written.replace(started.toString(), started.plusSeconds(3).toString());
		assertThat(later).isNotEqualTo(written);
		return later;
	}

}
