package dev.longhaul.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.longhaul.definition.HookSettings.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The hooks of a definition, as they are documented and as people mistake them.
 */
class HookSettingsTest {

	private static final String BEFORE = """
			source: {directory: /data}
			destination: {bucket: corp-backups}
			hooks:
			""";

	private final Path folder;

	private final WrittenDefinition written;

	HookSettingsTest(@TempDir Path folder) {
		this.folder = folder;
		this.written = new WrittenDefinition(folder);
	}

	@Test
	void there_are_none_unless_it_says_so() throws IOException {
		HookSettings hooks = read("source: {directory: /data}\ndestination: {bucket: corp-backups}\n").hooks();

		assertThat(hooks).isEqualTo(new HookSettings(List.of(), List.of(), Duration.ofMinutes(1), null));
	}

	@Test
	void reads_every_setting() throws IOException {
		Path secret = secret("rw-------");
		HookSettings hooks = read(BEFORE + """
				  after-upload: [/bin/sh, -c, "echo a,b $0", 5]
				  after-run:
				    - sh
				  time-limit: 90s
				  webhook:
				    url: https://chat.example/hooks/1
				    events: [after-run, after-upload]
				    header: Authorization
				    secret-file: %s
				""".formatted(secret)).hooks();

		assertThat(hooks.command(Event.AFTER_UPLOAD)).containsExactly("/bin/sh", "-c", "echo a,b $0", "5");
		assertThat(hooks.command(Event.AFTER_RUN)).containsExactly("sh");
		assertThat(hooks.timeLimit()).isEqualTo(Duration.ofSeconds(90));
		assertThat(hooks.webhook()).isEqualTo(new WebhookSettings("https://chat.example/hooks/1",
				Set.of(Event.AFTER_RUN, Event.AFTER_UPLOAD), "Authorization", secret.toString()));
	}

	@Test
	void what_hooks_need_does_not_have_to_be_on_the_machine_of_a_worker() throws IOException {
		Files.writeString(this.folder.resolve("job.yml"), BEFORE + """
				  after-run: [/not/installed/here]
				  webhook:
				    url: https://chat.example/hooks/1
				    header: Authorization
				    secret-file: /not/there/either
				""");
		JobDefinitions definitions = new JobDefinitions(this.folder, this.folder, new MockEnvironment());

		assertThat(definitions.examine(List.of("job"))).singleElement()
			.satisfies((reading) -> assertThat(reading.problems()).hasSize(2));
		assertThat(definitions.ofWorker("job").destination().address().bucket()).isEqualTo("corp-backups");
	}

	@Test
	void a_worker_refuses_what_no_definition_may_say() throws IOException {
		Files.writeString(this.folder.resolve("job.yml"), BEFORE + "  after-rum: [sh]\n");
		JobDefinitions definitions = new JobDefinitions(this.folder, this.folder, new MockEnvironment());

		assertThatThrownBy(() -> definitions.ofWorker("job")).isInstanceOf(Misconfigured.class)
			.hasMessageContaining("unknown setting hooks.after-rum");
	}

	@Test
	void a_webhook_is_told_of_runs_unless_it_says_otherwise() throws IOException {
		String webhook = BEFORE + "  webhook:\n    url: http://127.0.0.1:1/a\n";

		assertThat(events(webhook)).containsExactly(Event.AFTER_RUN);
		assertThat(events(webhook + "    events: after-upload\n")).containsExactly(Event.AFTER_UPLOAD);
	}

	@ParameterizedTest
	@ValueSource(strings = { "after-upload", "after-run" })
	void a_command_is_a_list(String hook) throws IOException {
		assertThat(problem("  " + hook + ": /bin/sh -c true\n")).startsWith("4:")
			.endsWith("hooks." + hook + " '/bin/sh -c true' is not a list of arguments; "
					+ "write [/path/of/command, argument], for no shell reads it");
		assertThat(read(BEFORE + "  " + hook + ": []\n").hooks().command(Event.AFTER_RUN)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/no/such/command", "bin/sh", "./sh", "no-such-command", "/etc/passwd", "/tmp", "' '" })
	void a_command_is_there_and_executable(String command) throws IOException {
		assertThat(problem("  after-upload: [" + command + ", argument]\n")).startsWith("4:18: hooks.after-upload[0] ")
			.endsWith("is no command: write the absolute path of an executable file, or the name of one on the PATH");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0s", "-1s", "25h" })
	void a_time_limit_is_longer_than_nothing_and_not_for_ever(String limit) throws IOException {
		assertThat(problem("  time-limit: " + limit + "\n"))
			.isEqualTo("4:15: hooks.time-limit must be longer than nothing and at most 24h");
	}

	@ParameterizedTest
	@CsvSource({ "ftp://chat.example/s3cret", "chat.example/s3cret", "https:///s3cret", "https://a b/s3cret",
			"https://me:s3cret@chat.example/", "'mailto:s3cret@chat.example'" })
	void an_address_that_is_none_is_refused_and_not_repeated(String url) throws IOException {
		assertThat(problem("  webhook:\n    url: \"" + url + "\"\n"))
			.isEqualTo("5:10: hooks.webhook.url is no address of a webhook; write https://host/path, "
					+ "a user name or password goes into header and secret-file");
		assertThat(problem("  webhook: \"" + url + "\"\n"))
			.isEqualTo("4:12: hooks.webhook the value is not a group of settings");
	}

	@Test
	void a_webhook_has_an_address() throws IOException {
		assertThat(problem("  webhook:\n    events: [after-run]\n"))
			.isEqualTo("hooks.webhook.url is missing: the address to post to");
	}

	@Test
	void an_event_that_is_none_is_refused() throws IOException {
		assertThat(problem("  webhook:\n    url: http://a/\n    events: [sometimes]\n"))
			.endsWith("is not one of after-upload, after-run");
		assertThat(problem("  webhook:\n    url: http://a/\n    events: sometimes\n"))
			.endsWith("is not one of after-upload, after-run");
	}

	@Test
	void header_and_secret_go_together() throws IOException {
		assertThat(problem("  webhook:\n    url: http://a/\n    header: Authorization\n"))
			.startsWith("6:13: hooks.webhook.header stands alone");
		assertThat(problem("  webhook:\n    url: http://a/\n    secret-file: %s\n".formatted(secret("rw-------"))))
			.startsWith("6:18: hooks.webhook.secret-file stands alone");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Host", "Content-Length", "content-type", "two words", "'a:'" })
	void a_header_is_one_that_may_be_said(String header) throws IOException {
		assertThat(problem(webhook(header, secret("r--------")))).startsWith("6:13: hooks.webhook.header ")
			.contains("cannot be the header of a secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rw-r-----", "rw----r--", "rwxrwxrwx", "rw--w----" })
	void a_secret_that_others_may_read_is_refused(String mode) throws IOException {
		assertThat(problem(webhook("Authorization", secret(mode)))).startsWith("7:18: hooks.webhook.secret-file ")
			.endsWith("is open to other users; run chmod 600 %s and think of a new secret"
				.formatted(this.folder.resolve("secret")));
	}

	@Test
	void a_secret_is_there() throws IOException {
		assertThat(problem(webhook("Authorization", this.folder.resolve("gone")))).contains("gone cannot be read");
	}

	@Test
	void the_address_is_not_told_by_what_may_get_into_a_log() throws IOException {
		assertThat(read(BEFORE + "  webhook:\n    url: http://a/s3cret\n").toString()).doesNotContain("s3cret");
	}

	private static String webhook(String header, Path secret) {
		return "  webhook:\n    url: http://a/\n    header: %s\n    secret-file: %s\n".formatted(header, secret);
	}

	private Path secret(String mode) throws IOException {
		Path file = Files.writeString(this.folder.resolve("secret"), "s3cret\n");
		return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
	}

	private Set<Event> events(String yaml) throws IOException {
		return Objects.requireNonNull(read(yaml).hooks().webhook()).events();
	}

	private JobDefinition read(String yaml) throws IOException {
		return this.written.read(yaml);
	}

	/** The only problem of a definition with these hooks. */
	private String problem(String hooks) {
		List<String> problems = this.written.problemsOf(BEFORE + hooks);
		assertThat(problems).hasSize(1);
		return problems.get(0);
	}

}
