package dev.longhaul.hook;

import java.util.Map;
import java.util.UUID;

import dev.longhaul.definition.HookSettings.Event;
import tools.jackson.databind.json.JsonMapper;

/**
 * What hooks are told.
 *
 * @param result of the upload, or the exit code of the run
 * @param subject what it is about, for messages
 * @param key the same at every try, different for every event
 */
record HookEvent(Event kind, String definition, String result, String subject, String json, String key) {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	static HookEvent of(Event kind, String definition, String result, String subject, Map<String, Object> fields) {
		// a file's name may hold anything
		return new HookEvent(kind, definition, result, subject.replaceAll("\\p{Cntrl}", "?"),
				JSON.writeValueAsString(fields), UUID.randomUUID().toString());
	}

}
