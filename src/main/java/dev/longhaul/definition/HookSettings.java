package dev.longhaul.definition;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is told of what a run did: commands, and a web address.
 *
 * @param afterUpload command and arguments; empty where there is none
 * @param afterRun likewise
 * @param timeLimit after which a command is ended
 */
public record HookSettings(@DefaultValue List<String> afterUpload, @DefaultValue List<String> afterRun,
		@DefaultValue("1m") Duration timeLimit, @Nullable WebhookSettings webhook) {

	/** When hooks are called. */
	public enum Event {

		/** When an upload has ended and was not stopped. */
		AFTER_UPLOAD,
		/** When a run has ended. */
		AFTER_RUN;

		/** As definitions write it. */
		public String label() {
			return (this == AFTER_UPLOAD) ? "after-upload" : "after-run";
		}

	}

	/** The command of an event; empty where there is none. */
	public List<String> command(Event event) {
		return (event == Event.AFTER_UPLOAD) ? this.afterUpload : this.afterRun;
	}

}
