package dev.longhaul;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.longhaul.cli.HistoryReading;
import dev.longhaul.repository.home.EmbeddedReader;
import dev.longhaul.repository.home.Home;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A history for which the heap has no room is read some uploads at a time.
 */
class LongHistoryTest {

	private final Night night;

	private final Home home;

	LongHistoryTest(@TempDir Path folder) {
		this.night = Night.in(folder);
		this.home = new Home(folder.resolve("home"));
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4 })
	void each_upload_is_told_once_and_the_oldest_first(int atOnce) {
		for (int i = 1; i <= 3; i++) {
			this.night.file(i + ".bin", 10, i);
			this.night.run();
		}
		List<String> read = new ArrayList<>();

		assertThat(reading(atOnce).each(Instant.EPOCH, (lines) -> {
		}, (upload) -> read.add(Path.of(upload.file()).getFileName().toString()))).isTrue();

		assertThat(read).containsExactly("1.bin", "2.bin", "3.bin");
	}

	@Test
	void a_run_may_begin_while_the_lines_of_one_look_are_read() {
		this.night.file("1.bin", 10, 1);
		this.night.run();
		this.night.file("2.bin", 10, 2);
		List<Long> read = new ArrayList<>();

		reading(1).each(Instant.EPOCH, (lines) -> {
		}, (upload) -> {
			read.add(upload.upload());
			this.night.run();
		});

		assertThat(read).containsExactly(1L, 2L);
	}

	@Test
	void uploads_stand_in_the_order_in_which_they_were_begun_though_an_older_one_ended_last() {
		this.night.file("1.bin", 3 * Night.PART, 1);
		this.night.leaveUnfinished();
		this.night.longhaul("run", "--file", this.night.file("2.bin", 10, 2).toString());
		this.night.run();

		assertThat(this.night.longhaul("history")).containsSubsequence("  1  vault  delivered  ",
				"  2  vault  delivered  ");
		assertThat(this.night.longhaul("history", "--help")).contains("in the order in which they");
	}

	private HistoryReading reading(int atOnce) {
		return new HistoryReading(new EmbeddedReader(this.home), Clock.systemUTC(), atOnce);
	}

}
