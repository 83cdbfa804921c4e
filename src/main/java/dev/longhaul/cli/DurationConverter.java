package dev.longhaul.cli;

import java.time.Duration;

import dev.longhaul.definition.WrittenDuration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a duration as definitions write it.
 */
final class DurationConverter implements ITypeConverter<Duration> {

	private static final Duration LONGEST = Duration.ofDays(36_500);

	@Override
	public Duration convert(String text) {
		try {
			return requireSane(WrittenDuration.parse(text), text);
		}
		catch (IllegalArgumentException ex) {
			throw new TypeConversionException(String.valueOf(ex.getMessage()));
		}
	}

	/** With more, the clock itself and nanoseconds in a long come to their ends. */
	private static Duration requireSane(Duration written, String text) {
		if (written.compareTo(LONGEST) > 0) {
			throw new TypeConversionException("'%s' is longer than %dd".formatted(text, LONGEST.toDays()));
		}
		return written;
	}

}
