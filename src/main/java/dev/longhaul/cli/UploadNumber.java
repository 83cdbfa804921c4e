package dev.longhaul.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the number of an upload.
 */
final class UploadNumber implements ITypeConverter<Long> {

	/** Anything else is the path of a file, or the name of a definition. */
	static boolean isOne(String word) {
		return word.matches("\\d{1,18}");
	}

	@Override
	public Long convert(String text) {
		if (!isOne(text)) {
			throw new TypeConversionException(
					"'%s' is no upload's number; 'longhaul status' tells those of unfinished ones".formatted(text));
		}
		return Long.valueOf(text);
	}

}
