package dev.longhaul.setting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import dev.longhaul.definition.Misconfigured;
import dev.longhaul.machine.FileSystemWords;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertyResolver;

/**
 * The password for a server, beside its URL or better in a file of its own.
 *
 * @param prefix of the server's settings
 */
record PasswordSetting(PropertyResolver settings, String prefix) {

	/**
	 * Looks whether a URL can be shown.
	 * @throws Misconfigured if it cannot
	 */
	void requireNoneIn(String url) {
		if (url.toLowerCase(Locale.ROOT).contains("password=") || url.contains("@")) {
			throw new Misconfigured(
					"%surl is shown in messages and must hold no password; name a file that holds it in %spassword-file"
						.formatted(this.prefix, this.prefix));
		}
	}

	/**
	 * Reads it.
	 * @throws Misconfigured if there is no such file
	 */
	@Nullable String read() {
		String file = this.settings.getProperty(this.prefix + "password-file");
		if (file == null) {
			return this.settings.getProperty(this.prefix + "password");
		}
		try {
			return Files.readString(Path.of(file)).strip();
		}
		catch (IOException ex) {
			throw new Misconfigured(
					"%spassword-file %s cannot be read (%s)".formatted(this.prefix, file, FileSystemWords.of(ex)));
		}
	}

}
