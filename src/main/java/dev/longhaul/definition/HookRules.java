package dev.longhaul.definition;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceUnreadable;
import dev.longhaul.store.SecretFile;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of hooks beyond their types. No problem repeats an address or a secret.
 */
final class HookRules {

	private static final Duration A_DAY = Duration.ofDays(1);

	private final Problems problems;

	private HookRules(Problems problems) {
		this.problems = problems.of("hooks");
	}

	static void judge(HookSettings hooks, Problems problems) {
		HookRules rules = new HookRules(problems);
		for (HookSettings.Event event : HookSettings.Event.values()) {
			rules.command(event.label(), hooks.command(event));
		}
		if (hooks.timeLimit().toMillis() < 1 || hooks.timeLimit().compareTo(A_DAY) > 0) {
			rules.problems.add("time-limit", "must be longer than nothing and at most 24h");
		}
		if (hooks.webhook() != null) {
			rules.webhook(hooks.webhook());
		}
	}

	private void command(String setting, List<String> command) {
		try {
			if (!command.isEmpty() && !isExecutable(command.get(0))) {
				this.problems.add(setting + "[0]",
						"'%s' is no command: write the absolute path of an executable file, ".formatted(command.get(0))
								+ "or the name of one on the PATH");
			}
		}
		catch (SourceUnreadable ex) {
			this.problems.add(setting + "[0]", ex.getMessage());
		}
	}

	private static boolean isExecutable(String command) {
		if (command.isBlank()) {
			return false;
		}
		if (command.contains(File.separator)) {
			Path file = SourceFile.pathOf(command);
			return file.isAbsolute() && isExecutable(file);
		}
		String path = System.getenv("PATH");
		return path != null && Arrays.stream(path.split(File.pathSeparator))
			.filter((folder) -> !folder.isEmpty())
			.anyMatch((folder) -> isExecutable(folder, command));
	}

	private static boolean isExecutable(String folder, String command) {
		try {
			return isExecutable(Path.of(folder, command));
		}
		catch (InvalidPathException ex) {
			return false; // one that this process's locale cannot name
		}
	}

	private static boolean isExecutable(Path file) {
		return Files.isRegularFile(file) && Files.isExecutable(file);
	}

	private void webhook(WebhookSettings webhook) {
		if (webhook.url().isEmpty()) {
			this.problems.add("webhook.url", "is missing: the address to post to");
		}
		else if (!isAddress(webhook.url())) {
			this.problems.add("webhook.url", "is no address of a webhook; write https://host/path, "
					+ "a user name or password goes into header and secret-file");
		}
		try {
			secret(webhook.header(), webhook.secret());
		}
		catch (SourceUnreadable ex) {
			this.problems.add("webhook.secret-file", ex.getMessage());
		}
	}

	private void secret(@Nullable String header, @Nullable Path secret) {
		if ((header == null) != (secret == null)) {
			this.problems.add((header == null) ? "webhook.secret-file" : "webhook.header",
					"stands alone: header names the header that carries the secret, secret-file the file that holds it");
		}
		if (header != null && !isHeader(header)) {
			this.problems.add("webhook.header",
					"'%s' cannot be the header of a secret; write for instance Authorization".formatted(header));
		}
		if (secret != null) {
			String wrong = wrongWith(secret);
			if (wrong != null) {
				this.problems.add("webhook.secret-file", wrong);
			}
		}
	}

	private static boolean isAddress(String url) {
		try {
			URI uri = new URI(url);
			return uri.getHost() != null && uri.getUserInfo() == null && uri.getScheme() != null
					&& Set.of("http", "https").contains(uri.getScheme().toLowerCase(Locale.ROOT));
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	/** By the rules of the client that will send it. */
	private static boolean isHeader(String name) {
		if (Set.of("content-type", "idempotency-key").contains(name.toLowerCase(Locale.ROOT))) {
			return false;
		}
		try {
			HttpRequest.newBuilder().header(name, "value");
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static @Nullable String wrongWith(Path secret) {
		SecretFile file = new SecretFile(secret);
		if (!file.isReadable()) {
			return "%s cannot be read; its first line is the value of the header".formatted(secret);
		}
		return file.exposure().map((exposure) -> exposure + " and think of a new secret").orElse(null);
	}

}
