package dev.longhaul.machine;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * What a file system said, for a person. Java's exceptions say it by their names; their
 * messages repeat the file.
 */
public final class FileSystemWords {

	private static final String DENIED = "permission denied";

	private FileSystemWords() {
	}

	/** Why a file could not be read, without its name. */
	public static String of(IOException ex) {
		if (ex instanceof AccessDeniedException) {
			return DENIED;
		}
		if (ex instanceof NoSuchFileException) {
			return "there is no such file";
		}
		if (ex instanceof NotDirectoryException) {
			return "it is no folder";
		}
		if (ex instanceof CharacterCodingException) {
			return "it is no text in UTF-8";
		}
		boolean hasReason = ex instanceof FileSystemException of && of.getReason() != null;
		return String.valueOf(hasReason ? ((FileSystemException) ex).getReason() : ex.getMessage());
	}

	/**
	 * Why a file could not be made, moved or deleted. It is named, for it may be one of
	 * the folders above.
	 */
	public static String withFile(IOException ex) {
		String file = String.valueOf(ex.getMessage());
		if (ex instanceof AccessDeniedException) {
			return DENIED + ": " + file;
		}
		if (ex instanceof NoSuchFileException) {
			return "there is no " + file;
		}
		return (ex instanceof FileAlreadyExistsException) ? file + " is no folder" : file;
	}

}
