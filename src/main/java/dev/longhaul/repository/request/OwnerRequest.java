package dev.longhaul.repository.request;

import java.util.List;

/**
 * A command that another process asks the owner of the home to carry out.
 *
 * @param arguments as they were typed, the command first or behind its options
 * @param folder the asking process's working directory; paths are relative to it
 * @param jobs folder of its definitions
 */
public record OwnerRequest(List<String> arguments, String folder, String jobs) {

	public OwnerRequest {
		arguments = List.copyOf(arguments);
	}

}
