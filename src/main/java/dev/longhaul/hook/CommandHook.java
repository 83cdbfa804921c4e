package dev.longhaul.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import dev.longhaul.machine.FileSystemWords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.FileSystemUtils;

/**
 * A command: arguments without a shell, the event on its stdin, its output in the log.
 * Both are files, so that neither side ever waits for the other at a pipe, and children
 * that outlive the command hold up nobody.
 */
record CommandHook(List<String> command, Duration limit) implements Hook {

	private static final Logger log = LoggerFactory.getLogger(CommandHook.class);

	/** What opens the store and the repository is none of a hook's business. */
	private static final Set<String> SECRETS = Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY",
			"AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN", "AWS_CONTAINER_AUTHORIZATION_TOKEN", "SPRING_APPLICATION_JSON");

	/**
	 * Passwords among the settings of Longhaul, in all ways in which Spring Boot reads
	 * their names. Those of others stay: a hook may need them.
	 */
	private static final Predicate<String> PASSWORD = Pattern
		.compile("longhaul[._].*password", Pattern.CASE_INSENSITIVE)
		.asMatchPredicate();

	/** What a JVM gets its options from, those of Longhaul among them. */
	private static final Set<String> JAVA_OPTIONS = Set.of("LONGHAUL_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS",
			"JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

	/** That one of the options is a password, of the repository, the store or a key. */
	private static final Predicate<String> TOLD = Pattern
		.compile("password|secret|session-?token|spring\\.application\\.json", Pattern.CASE_INSENSITIVE)
		.asPredicate();

	@Override
	public void call(HookEvent event) throws HookFailed, InterruptedException {
		try {
			Path folder = Files.createTempDirectory("longhaul-hook");
			try {
				event.writeTo(stdin(folder));
				run(event, folder);
			}
			finally {
				FileSystemUtils.deleteRecursively(folder);
			}
		}
		catch (IOException ex) {
			throw HookFailed.withoutFile(name(), ex);
		}
	}

	private static Path stdin(Path folder) {
		return folder.resolve("event.json");
	}

	private void run(HookEvent event, Path folder) throws HookFailed, InterruptedException {
		try (HookOutput output = new HookOutput(folder.resolve("output"))) {
			awaitEnd(new RunningCommand(builder(event, folder, output).start(), output), output, folder);
		}
		catch (IOException ex) {
			throw new HookFailed("%s could not be run (%s)".formatted(name(), FileSystemWords.withFile(ex)), ex);
		}
	}

	private void awaitEnd(RunningCommand running, HookOutput output, Path folder)
			throws IOException, HookFailed, InterruptedException {
		try {
			// stdin and output are open now, and a kill is to leave nothing of them
			FileSystemUtils.deleteRecursively(folder);
			if (!running.awaitEnd(this.limit)) {
				throw new HookFailed("%s took longer than hooks.time-limit and was ended".formatted(name()));
			}
			if (running.exitCode() != 0) {
				throw new HookFailed("%s ended with exit code %d, what it wrote is in longhaul.log".formatted(name(),
						running.exitCode()));
			}
		}
		finally {
			running.end();
			output.lines().forEach((line) -> log.info("{} wrote: {}", name(), line));
		}
	}

	private ProcessBuilder builder(HookEvent event, Path folder, HookOutput output) {
		ProcessBuilder builder = new ProcessBuilder(this.command).redirectErrorStream(true)
			.redirectInput(stdin(folder).toFile())
			.redirectOutput(ProcessBuilder.Redirect.appendTo(output.file().toFile()));
		Map<String, String> environment = builder.environment();
		removeSecrets(environment);
		environment.put("LONGHAUL_EVENT", event.kind().label());
		environment.put("LONGHAUL_DEFINITION", event.definition());
		environment.put("LONGHAUL_RESULT", event.result());
		return builder;
	}

	static void removeSecrets(Map<String, String> environment) {
		environment.keySet().removeIf((name) -> SECRETS.contains(name) || PASSWORD.test(name));
		environment.entrySet()
			.removeIf((variable) -> JAVA_OPTIONS.contains(variable.getKey()) && TOLD.test(variable.getValue()));
	}

	/** Arguments may be somebody's secrets. */
	private String name() {
		return this.command.get(0);
	}

}
