package dev.longhaul.repository.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.util.DigestUtils;

/**
 * The script of the database, as SQL: its user, its tables, and where their rows begin.
 */
record DatabaseScript(String sql) {

	/** By MD5, which HSQLDB takes unless it is told otherwise. */
	private static final Pattern PASSWORD = Pattern
		.compile("(?m)^CREATE USER %s PASSWORD DIGEST '([0-9a-f]{32})'".formatted(EmbeddedAccess.USER));

	/** Stands there for a table that has rows in the data. */
	private static final Pattern ROWS = Pattern.compile("(?m)^SET TABLE \\S+ INDEX '");

	static DatabaseScript read(Path file) throws IOException {
		return new DatabaseScript(Files.readString(file, StandardCharsets.ISO_8859_1));
	}

	/** Whether this is the password of our user; HSQLDB says so after the log. */
	boolean takes(String password) {
		Matcher own = PASSWORD.matcher(this.sql);
		return !own.find()
				|| own.group(1).equals(DigestUtils.md5DigestAsHex(password.getBytes(StandardCharsets.ISO_8859_1)));
	}

	boolean tellsOfRows() {
		return ROWS.matcher(this.sql).find();
	}

}
