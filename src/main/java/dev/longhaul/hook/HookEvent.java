package dev.longhaul.hook;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

import dev.longhaul.definition.HookSettings.Event;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * What hooks are told.
 *
 * @param result of the upload, or the exit code of the run
 * @param subject what it is about, for messages
 * @param fields of the JSON
 * @param key the same at every try, different for every event
 */
record HookEvent(Event kind, String definition, String result, String subject, Map<String, Object> fields, String key) {

	private static final ObjectWriter JSON = JsonMapper.builder()
		.build()
		.writer()
		.without(StreamWriteFeature.AUTO_CLOSE_TARGET);

	static HookEvent of(Event kind, String definition, String result, String subject, Map<String, Object> fields) {
		// a file's name may hold anything
		return new HookEvent(kind, definition, result, subject.replaceAll("\\p{Cntrl}", "?"), fields,
				UUID.randomUUID().toString());
	}

	/**
	 * Writes the JSON into a file, as a line in UTF-8, piece by piece: that of a run with
	 * 100,000 files has 70 MB, for which a heap has no room beside the run.
	 */
	void writeTo(Path file) throws IOException {
		try (OutputStream out = Files.newOutputStream(file)) {
			JSON.writeValue(out, this.fields);
			out.write('\n');
		}
		catch (JacksonIOException ex) {
			throw ex.getCause();
		}
	}

}
