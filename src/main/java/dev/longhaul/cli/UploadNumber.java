package dev.longhaul.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the number of an upload.
 */
final class UploadNumber implements ITypeConverter<Long> {

	@Override
	public Long convert(String text) {
		if (!text.matches(DeliveryLookup.UPLOAD)) {
			throw new TypeConversionException(
					"'%s' is no upload's number; 'longhaul status' tells those of unfinished ones".formatted(text));
		}
		return Long.valueOf(text);
	}

}
