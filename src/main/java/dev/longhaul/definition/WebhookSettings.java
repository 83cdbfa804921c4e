package dev.longhaul.definition;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;

import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceUnreadable;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A web address that is told of what a run did.
 *
 * @param url may be a secret: messages name its scheme and host only
 * @param events of which it is told
 * @param header that carries the secret; null where there is none
 * @param secretFile whose first line is the value of the header
 */
public record WebhookSettings(@DefaultValue("") String url, @DefaultValue("after-run") Set<HookSettings.Event> events,
		@Nullable String header, @Nullable String secretFile) {

	/** A blank setting counts as not set. */
	public WebhookSettings {
		url = url.strip();
		header = WrittenText.orNull(header);
		secretFile = WrittenText.orNull(secretFile);
	}

	public URI address() {
		return URI.create(this.url);
	}

	/**
	 * The file of the secret, if there is one.
	 * @throws SourceUnreadable if this process's locale cannot read its name
	 */
	public @Nullable Path secret() {
		return (this.secretFile != null) ? SourceFile.pathOf(this.secretFile) : null;
	}

	/** A log must not tell the address. */
	@Override
	public String toString() {
		return "WebhookSettings" + this.events;
	}

}
