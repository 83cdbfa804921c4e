package dev.longhaul.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.upload.Transfer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.longhaul.console.NightMail.MIB;
import static dev.longhaul.console.NightMail.transfer;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a person sees on a terminal.
 */
class BarDisplayTest {

	private static final String BAR = "b.dump";

	private final PrintStream errBefore = System.err;

	private final Properties before = new Properties();

	private final Screen screen = new Screen();

	private final AtomicLong nanoTime = new AtomicLong();

	private final BarDisplay display = new BarDisplay(this.screen.stream(), this.screen.stream(), this.nanoTime::get);

	@BeforeEach
	void stderrIsTheTerminal() {
		this.before.putAll(System.getProperties());
		System.setErr(this.screen.stream());
	}

	@AfterEach
	void setItAgain() {
		this.display.close();
		System.setErr(this.errBefore);
		System.setProperties(this.before);
	}

	@Test
	void what_earlier_runs_have_sent_is_no_speed_of_this_one() {
		Transfer transfer = transfer("/data/a.dump", 1000 * MIB);
		this.display.progress(List.of(transfer));
		transfer.foundEarlier(800 * MIB);
		transfer.sent(100 * MIB);
		this.nanoTime.addAndGet(Duration.ofSeconds(5).toNanos());

		this.display.progress(List.of(transfer));
		this.display.close();

		assertThat(this.screen.lines().get(0)).contains("900/1000 MiB").contains("/ 0:00:05)  20.0 MiB/s a.dump");
	}

	@Test
	void what_is_compared_with_the_store_is_counted_down_though_no_byte_goes_up() {
		Transfer transfer = transfer("/data/" + BAR, MIB);
		this.display.progress(List.of(transfer));
		awaitShown("MiB");
		transfer.compares(2);

		this.display.progress(List.of(transfer));

		awaitShown("2 parts to compare");
	}

	@Test
	void a_warning_that_is_logged_while_the_bar_is_there_is_a_line_above_it() {
		drawBar();
		System.setProperty(LogSetup.VERBOSE, "false");
		LoggerContext context = new LoggerContext();
		context.setMDCAdapter(new LogbackMDCAdapter());
		new LogSetup().configure(context);

		context.getLogger("dev.longhaul.BarDisplayTest").warn("the store is silent");
		context.stop();

		assertThat(this.screen.lines()).hasSize(2).element(0).isEqualTo("longhaul: the store is silent");
		assertThat(this.screen.lines().get(1)).contains(BAR);
	}

	@Test
	void a_file_that_ends_while_the_bar_is_there_is_told_above_it() {
		drawBar();

		this.display.ended(Outcomes.delivered(Result.DELIVERED));

		assertThat(this.screen.lines()).hasSize(2).element(0).asString().startsWith("delivered  /data/a.dump");
		assertThat(this.screen.lines().get(1)).contains(BAR);
	}

	@Test
	void a_line_that_is_written_piece_by_piece_is_not_drawn_over() {
		drawBar();

		System.err.print("half");
		this.display.progress(List.of(transfer("/data/c.dump", MIB)));
		System.err.print(" a line\n");

		assertThat(this.screen.lines()).hasSize(2).element(0).isEqualTo("half a line");
		assertThat(this.screen.lines().get(1)).contains(BAR);
	}

	@Test
	void what_is_written_after_the_bar_begins_below_it() {
		drawBar();

		this.display.close();
		System.err.println("longhaul: done");

		assertThat(this.screen.lines()).hasSize(3).element(0).asString().contains(BAR);
		assertThat(this.screen.lines().get(1)).isEqualTo("longhaul: done");
	}

	private void drawBar() {
		this.display.progress(List.of(transfer("/data/" + BAR, MIB)));
		awaitShown(BAR);
	}

	private void awaitShown(String words) {
		Awaitility.await().untilAsserted(() -> assertThat(this.screen.toString()).contains(words));
	}

}
