package dev.longhaul.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Names of files may hold anything, and forge no line of the log. */
class LogSetupTest {

	private static final String NAME = "x\nlonghaul: everything was delivered\u001b[2K";

	private static final String PRINTABLE = "x?longhaul: everything was delivered?[2K";

	private final LoggerContext context = new LoggerContext();

	private final Properties before = new Properties();

	private final PrintStream errBefore = System.err;

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@TempDir
	private Path home;

	@BeforeEach
	void keepWhatIsSet() {
		this.context.setMDCAdapter(new LogbackMDCAdapter());
		this.before.putAll(System.getProperties());
		System.setErr(new PrintStream(this.err, true, StandardCharsets.UTF_8));
		System.setProperty(LogSetup.LOCK, this.home.resolve("lock").toString());
	}

	@AfterEach
	void setItAgain() {
		System.setErr(this.errBefore);
		System.setProperties(this.before);
	}

	@Test
	void nothing_is_logged_until_the_home_was_locked() throws IOException {
		new LogSetup().configure(this.context);
		Logger logger = this.context.getLogger("dev.longhaul.LogSetupTest");
		logger.warn("before");
		assertThat(this.home).isEmptyDirectory();

		Files.createFile(this.home.resolve("lock"));
		logger.warn("after");
		this.context.stop();
		logger.warn("too late");

		assertThat(log()).singleElement().asString().endsWith("after");
	}

	@Test
	void a_message_is_one_line_in_the_log_and_on_stderr() throws IOException {
		warn(false, null);

		assertThat(log()).singleElement().asString().endsWith("WARN  main d.l.LogSetupTest: " + PRINTABLE);
		assertThat(said()).containsExactly("longhaul: " + PRINTABLE);
	}

	@Test
	void a_trace_keeps_its_lines_and_gets_none_by_a_name() throws IOException {
		warn(true, new IllegalStateException("why", new IOException(NAME)));

		for (List<String> lines : List.of(log(), said())) {
			assertThat(lines.get(0)).endsWith("WARN  main d.l.LogSetupTest: " + PRINTABLE);
			assertThat(lines.get(1)).isEqualTo("java.lang.IllegalStateException: why");
			assertThat(lines).contains("Caused by: java.io.IOException: " + PRINTABLE)
				.anySatisfy((line) -> assertThat(line).startsWith("\tat dev.longhaul.console.LogSetupTest"))
				.doesNotContain("");
			assertThat(lines.stream().filter((line) -> line.contains("why"))).as("traces").hasSize(1);
		}
	}

	private void warn(boolean verbose, @Nullable Exception why) throws IOException {
		Files.createFile(this.home.resolve("lock"));
		System.setProperty(LogSetup.VERBOSE, String.valueOf(verbose));
		new LogSetup().configure(this.context);
		this.context.getLogger("dev.longhaul.LogSetupTest").warn("{}", NAME, why);
		this.context.stop();
	}

	private List<String> log() throws IOException {
		return Files.readAllLines(this.home.resolve("longhaul.log"));
	}

	private List<String> said() {
		return this.err.toString(StandardCharsets.UTF_8).lines().toList();
	}

}
