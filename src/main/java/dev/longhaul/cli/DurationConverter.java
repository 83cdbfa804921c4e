package dev.longhaul.cli;

import java.time.Duration;

import dev.longhaul.definition.WrittenDuration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a duration as definitions write it.
 */
final class DurationConverter implements ITypeConverter<Duration> {

	@Override
	public Duration convert(String text) {
		try {
			return WrittenDuration.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new TypeConversionException(String.valueOf(ex.getMessage()));
		}
	}

}
