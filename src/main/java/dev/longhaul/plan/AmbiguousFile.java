package dev.longhaul.plan;

import java.nio.file.Path;
import java.util.List;

/**
 * It is not clear which definition a given file belongs to.
 */
public final class AmbiguousFile extends RuntimeException {

	AmbiguousFile(Path file, List<String> definitions) {
		super(definitions.isEmpty()
				? "%s lies in the folder of none of the definitions; name the definition to use".formatted(file)
				: "%s belongs to several definitions (%s); name the one to use".formatted(file,
						String.join(", ", definitions)));
	}

}
