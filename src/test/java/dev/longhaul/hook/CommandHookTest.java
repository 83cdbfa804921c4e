package dev.longhaul.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.longhaul.Logged;
import dev.longhaul.definition.HookSettings.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Commands as people write them, good ones and bad ones.
 */
@Timeout(120)
class CommandHookTest {

	private static final Duration LONG = Duration.ofMinutes(10);

	private static final Duration SHORT = Duration.ofMillis(300);

	@AutoClose
	private final Logged log = Logged.by(CommandHook.class);

	@TempDir
	private Path folder;

	@AfterEach
	void endWhatIsLeft() throws IOException {
		for (String name : List.of("pid", "child")) {
			process(name).ifPresent(ProcessHandle::destroyForcibly);
		}
	}

	@Test
	void a_command_gets_its_arguments_as_they_stand_and_the_event_on_stdin() throws Exception {
		List<String> command = script("""
				printf '%s|' "$@" > arguments
				cat > stdin
				echo "$LONGHAUL_EVENT $LONGHAUL_DEFINITION $LONGHAUL_RESULT" > environment
				""", "$HOME; rm *", "two words", "a,b");

		new CommandHook(command, LONG).call(event(Map.of("event", "upload")));

		assertThat(this.folder.resolve("arguments")).hasContent("$HOME; rm *|two words|a,b|");
		assertThat(this.folder.resolve("stdin")).hasContent("{\"event\":\"upload\"}");
		assertThat(this.folder.resolve("environment")).hasContent("after-upload vault delivered");
	}

	@Test
	void options_of_the_jvm_that_tell_a_password_are_kept_from_it() {
		Map<String, String> environment = new HashMap<>(
				Map.of("LONGHAUL_JAVA_OPTIONS", "-Xmx512m -Dlonghaul.repository.password=secret", "JAVA_TOOL_OPTIONS",
						"-Daws.secretAccessKey=secret", "JDK_JAVA_OPTIONS", "-Xmx64m", "LONGHAUL_REPOSITORY_PASSWORD",
						"secret", "HTTPS_PROXY", "http://proxy.example.com", "PGPASSWORD", "the hook's own"));

		CommandHook.removeSecrets(environment);

		assertThat(environment).containsOnlyKeys("JDK_JAVA_OPTIONS", "HTTPS_PROXY", "PGPASSWORD");
	}

	@Test
	void a_command_that_does_not_read_its_stdin_is_not_waited_for() throws Exception {
		new CommandHook(script("exit 0"), LONG).call(event(Map.of("message", "x".repeat(5 << 20))));
	}

	@Test
	void a_failing_command_is_told_by_its_name_and_exit_code_and_what_it_wrote_is_in_the_log() throws IOException {
		List<String> command = script("echo 'no catalogue\u001b[31m'; echo twice >&2; exit 3", "--token=s3cret");

		assertThatExceptionOfType(HookFailed.class)
			.isThrownBy(() -> new CommandHook(command, LONG).call(event(Map.of())))
			.withMessage(command.get(0) + " ended with exit code 3, what it wrote is in longhaul.log");
		assertThat(this.log.messages()).containsExactly(command.get(0) + " wrote: no catalogue?[31m",
				command.get(0) + " wrote: twice");
	}

	@Test
	void a_command_that_cannot_be_started_is_a_failure() throws IOException {
		Path gone = this.folder.resolve("gone");

		assertThatExceptionOfType(HookFailed.class)
			.isThrownBy(() -> new CommandHook(List.of(gone.toString()), LONG).call(event(Map.of())))
			.withMessageStartingWith(gone + " could not be run");
	}

	@Test
	void a_command_that_never_ends_is_ended_with_its_children_even_if_it_does_not_want_to() throws IOException {
		List<String> command = script("""
				trap '' TERM
				sleep 600 & echo $! > child
				echo $$ > pid
				while :; do wait; done
				""");

		assertThatExceptionOfType(HookFailed.class)
			.isThrownBy(() -> new CommandHook(command, Duration.ofSeconds(2)).call(event(Map.of())))
			.withMessage(command.get(0) + " took longer than hooks.time-limit and was ended");

		assertThat(this.folder.resolve("pid")).isNotEmptyFile();
		assertEnded("pid");
		assertEnded("child");
	}

	@Test
	void a_command_that_is_ended_goes_on_to_nothing_when_its_child_has_ended() throws IOException {
		List<String> command = script("""
				sleep 600 & first=$!
				for child in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do sleep 600 & done
				wait $first
				touch next
				wait
				""");

		assertThatExceptionOfType(HookFailed.class)
			.isThrownBy(() -> new CommandHook(command, Duration.ofSeconds(1)).call(event(Map.of())))
			.withMessageContaining("time-limit");

		assertThat(this.folder.resolve("next")).doesNotExist();
	}

	@Test
	void a_child_may_tidy_up_when_its_command_is_ended() throws IOException {
		List<String> command = script("""
				sh -c 'trap "rm partial; exit" TERM; touch partial; while :; do sleep 0.1; done'
				""");

		assertThatExceptionOfType(HookFailed.class)
			.isThrownBy(() -> new CommandHook(command, Duration.ofSeconds(1)).call(event(Map.of())))
			.withMessageContaining("time-limit");

		assertThat(this.folder.resolve("partial")).doesNotExist();
	}

	@Test
	void a_command_that_writes_without_end_is_ended_and_only_the_beginning_is_kept() throws IOException {
		assertThatExceptionOfType(HookFailed.class)
			.isThrownBy(() -> new CommandHook(script("echo begin; exec yes 0123456789"), SHORT).call(event(Map.of())))
			.withMessageContaining("time-limit");

		assertThat(this.log.messages().get(0)).endsWith("begin");
		assertThat(this.log.messages()).hasSizeBetween(2, (8 << 10) / 11 + 2);
	}

	@Test
	void much_output_is_no_failure() throws Exception {
		new CommandHook(script("head -c 30000000 /dev/zero; echo done > done"), LONG).call(event(Map.of()));

		assertThat(this.folder.resolve("done")).exists();
	}

	@Test
	void a_child_that_keeps_writing_to_the_output_holds_up_nobody() throws Exception {
		new CommandHook(script("yes & echo $! > child"), LONG).call(event(Map.of()));

		assertThat(process("child")).as("what a command left behind is not ended").isPresent();
	}

	@Test
	void a_kill_meanwhile_leaves_nothing_of_stdin_and_output_which_can_be_read_and_written_all_the_same()
			throws Exception {
		List<String> command = script("""
				folder=$(dirname "$(readlink /proc/$$/fd/0)")
				while [ -e "$folder" ]; do sleep 0.01; done
				cat /dev/stdin
				""");

		new CommandHook(command, Duration.ofSeconds(20)).call(event(Map.of("event", "upload")));

		assertThat(this.log.messages()).containsExactly(command.get(0) + " wrote: {\"event\":\"upload\"}");
	}

	@Test
	void nothing_is_left_of_stdin_and_output() throws Exception {
		List<String> command = script("in=$(readlink /proc/$$/fd/0)\nout=$(readlink /proc/$$/fd/1)\n"
				+ "printf '%s\\n' \"$in\" \"$out\" > path\necho output");

		new CommandHook(command, LONG).call(event(Map.of()));

		assertThat(Files.readAllLines(this.folder.resolve("path"))).hasSize(2)
			.allSatisfy((file) -> assertThat(Path.of(file)).isAbsolute().doesNotExist())
			.allSatisfy((file) -> assertThat(Path.of(file).getParent()).doesNotExist());
	}

	private void assertEnded(String name) throws IOException {
		process(name).ifPresent((left) -> {
			left.onExit().join();
			assertThat(left.isAlive()).isFalse();
		});
	}

	private Optional<ProcessHandle> process(String name) throws IOException {
		Path file = this.folder.resolve(name);
		return Files.exists(file) ? ProcessHandle.of(Long.parseLong(Files.readString(file).strip())) : Optional.empty();
	}

	/** A command of these lines that works in the folder. */
	private List<String> script(String lines, String... arguments) throws IOException {
		Path file = Files.writeString(this.folder.resolve("script"), "#!/bin/sh\ncd '" + this.folder + "'\n" + lines);
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
		List<String> command = new ArrayList<>(List.of(file.toString()));
		command.addAll(Arrays.asList(arguments));
		return command;
	}

	private static HookEvent event(Map<String, Object> fields) {
		return HookEvent.of(Event.AFTER_UPLOAD, "vault", "delivered", "/data/a", fields);
	}

}
