package dev.longhaul.cluster;

import dev.longhaul.upload.Cure;

/**
 * The message engine takes no requests and gives none: it is away, or a person has to do
 * something.
 */
public final class QueueUnusable extends RuntimeException {

	private final Cure cure;

	QueueUnusable(Cure cure, String message, Throwable cause) {
		super(message, cause);
		this.cure = cure;
	}

	QueueUnusable(Cure cure, String message) {
		super(message);
		this.cure = cure;
	}

	/** Whether trying again is of no use before a person has done something. */
	public boolean needsPerson() {
		return this.cure == Cure.PERSON;
	}

}
