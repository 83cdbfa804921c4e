package dev.longhaul.stub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

/**
 * One PostgreSQL for a class of tests, empty for each of them.
 */
public final class FreshPostgres implements BeforeEachCallback, AfterAllCallback {

	private final Path folder;

	private final PostgresServer server;

	/** Starts it. */
	public FreshPostgres() {
		try {
			this.folder = Files.createTempDirectory("fresh-postgres");
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		this.server = PostgresServer.in(this.folder);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		empty();
	}

	@Override
	public void afterAll(ExtensionContext context) throws IOException {
		this.server.close();
		FileSystemUtils.deleteRecursively(this.folder);
	}

	/** Takes all tables away. */
	public void empty() {
		this.server.sql("drop schema public cascade");
		this.server.sql("create schema public authorization " + PostgresServer.USER);
	}

	public PostgresServer server() {
		return this.server;
	}

	/** The settings of a process whose repository it is. */
	public Map<String, String> settings() {
		return this.server.settings();
	}

}
