package dev.longhaul.stub;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What the SDK signs with in this process, by the system properties where it looks first,
 * while a test runs.
 */
public final class AccessKeys implements BeforeEachCallback, AfterEachCallback {

	private static final String ID = "aws.accessKeyId";

	private static final String SECRET = "aws.secretAccessKey";

	private final String id;

	private final String secret;

	/** Those of {@link StrictS3}. */
	public AccessKeys() {
		this(StrictS3Options.ACCESS_KEY_ID, "secret");
	}

	/** Those of another store. */
	public AccessKeys(String id, String secret) {
		this.id = id;
		this.secret = secret;
	}

	/** For what lasts longer than a test, or begins within one. */
	public void set() {
		System.setProperty(ID, this.id);
		System.setProperty(SECRET, this.secret);
	}

	public static void clear() {
		System.clearProperty(ID);
		System.clearProperty(SECRET);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		set();
	}

	@Override
	public void afterEach(ExtensionContext context) {
		clear();
	}

}
