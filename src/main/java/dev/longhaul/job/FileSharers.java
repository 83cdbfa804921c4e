package dev.longhaul.job;

import java.util.Optional;

/**
 * Knows who else takes the files of an upload's folder.
 */
@FunctionalInterface
public interface FileSharers {

	/**
	 * Whom the file of a delivered upload waits for before it is taken away.
	 * @return why it stays, in words; nothing if nobody else is still to have it
	 */
	Optional<String> reasonToStay(UploadIdentity delivered);

}
