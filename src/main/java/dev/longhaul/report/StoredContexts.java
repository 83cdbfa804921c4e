package dev.longhaul.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.springframework.batch.core.repository.dao.JacksonExecutionContextStringSerializer;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Reads an execution context from a row, as Spring Batch writes it: short ones in one
 * column, long ones in another.
 */
final class StoredContexts {

	private final JacksonExecutionContextStringSerializer serializer = new JacksonExecutionContextStringSerializer();

	ExecutionContext read(ResultSet row) throws SQLException {
		String longText = row.getString("SERIALIZED_CONTEXT");
		String text = (longText != null) ? longText : row.getString("SHORT_CONTEXT");
		try {
			return new ExecutionContext(
					this.serializer.deserialize(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
