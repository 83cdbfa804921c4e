package dev.longhaul.setting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import dev.longhaul.definition.InvalidDefinition;
import dev.longhaul.definition.Timetable;
import dev.longhaul.source.PageCache;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.unit.DataSize;

/**
 * The settings of the process, {@code longhaul.*}, as a run reads them. One that is wrong
 * is an {@link InvalidDefinition}, which says what is wrong, and where.
 */
public record ProcessSettings(ConfigurableEnvironment environment) {

	/**
	 * Reads them, before there is an application.
	 * @param partsAtOnce of the definitions that it is for
	 * @return what is wrong with them, and where
	 */
	public static List<String> problems(int partsAtOnce) {
		ConfigurableEnvironment environment;
		try {
			environment = RepositorySetting.environment();
		}
		catch (InvalidDefinition ex) {
			return ex.problems();
		}
		List<Consumer<ProcessSettings>> readings = List.of((settings) -> RepositorySetting.in(environment),
				ProcessSettings::shutdownGrace, (settings) -> settings.memory(Runtime.getRuntime().maxMemory()),
				ProcessSettings::pageCache, (settings) -> settings.bandwidth(partsAtOnce),
				(settings) -> ClusterSetting.in(environment));
		List<String> problems = new ArrayList<>();
		for (Consumer<ProcessSettings> reading : readings) {
			try {
				reading.accept(new ProcessSettings(environment));
			}
			catch (InvalidDefinition ex) {
				problems.add(String.valueOf(ex.getMessage()));
			}
		}
		return problems;
	}

	/** How long parts in flight may go on after a stop. */
	public Duration shutdownGrace() {
		return DurationSetting.in(this.environment, "longhaul.shutdown-grace");
	}

	/** Whether what was sent stays in the page cache. */
	public PageCache pageCache() {
		String name = "longhaul.page-cache";
		String value = this.environment.getRequiredProperty(name);
		try {
			return PageCache.valueOf(value.strip().toUpperCase(Locale.ROOT));
		}
		catch (IllegalArgumentException ex) {
			throw SettingOrigin.invalid(this.environment, name, "'%s' is unknown; write drop or keep".formatted(value));
		}
	}

	/**
	 * How much memory parts may be held in while they are sent, in bytes.
	 * @param heap the most that the JVM takes, of which the parts get half
	 */
	public long memory(long heap) {
		String name = "longhaul.memory";
		String value = this.environment.getRequiredProperty(name);
		long bytes;
		try {
			bytes = DataSize.parse(value.strip()).toBytes();
		}
		catch (IllegalArgumentException ex) {
			bytes = -1;
		}
		if (bytes < 0) {
			throw SettingOrigin.invalid(this.environment, name,
					"'%s' is no size; write for instance 16MB".formatted(value));
		}
		if (bytes > heap / 2) {
			throw SettingOrigin.invalid(this.environment, name,
					"'%s' is more than half of the heap, which is %d MB; write less, or give the JVM more: "
						.formatted(value, heap >> 20)
							+ "LONGHAUL_JAVA_OPTIONS=-Xmx%1$dm, or java -Xmx%1$dm -jar"
								.formatted(2 * (bytes >> 20) + 64));
		}
		return bytes;
	}

	/**
	 * The limit over all definitions.
	 * @param partsAtOnce so many parts share it
	 */
	public Timetable bandwidth(int partsAtOnce) {
		return BandwidthSetting.in(this.environment, partsAtOnce);
	}

}
