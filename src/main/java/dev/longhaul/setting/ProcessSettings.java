package dev.longhaul.setting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.longhaul.definition.Misconfigured;
import dev.longhaul.definition.Timetable;
import dev.longhaul.repository.postgres.PostgresAccess;
import dev.longhaul.source.PageCache;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.PlaceholderResolutionException;
import org.springframework.util.unit.DataSize;

/**
 * The settings of the process, {@code longhaul.*}, as a run reads them. One that is wrong
 * is an {@link Misconfigured}, which says what is wrong, and where.
 */
public record ProcessSettings(ConfigurableEnvironment environment) {

	/**
	 * Reads them, before there is an application.
	 * @throws Misconfigured if they are no YAML or JSON, or have names that mean nothing
	 */
	public static ProcessSettings read() {
		return new ProcessSettings(SettingSources.environment());
	}

	/**
	 * All that is wrong with them, and where, before there is an application.
	 * @param partsAtOnce of the definitions that they are for
	 */
	public static List<String> problems(int partsAtOnce) {
		try {
			read().require(partsAtOnce, true);
			return List.of();
		}
		catch (Misconfigured ex) {
			return ex.problems();
		}
	}

	/**
	 * Looks at all of them, before anything is made for a session.
	 * @param partsAtOnce of the definitions that it is for
	 * @param cluster whether it has to do with other machines
	 * @throws Misconfigured saying all that is wrong, and where
	 */
	public void require(int partsAtOnce, boolean cluster) {
		List<Runnable> readings = new ArrayList<>(
				List.of(this::repository, this::shutdownGrace, () -> memory(Runtime.getRuntime().maxMemory()),
						this::pageCache, () -> bandwidth(partsAtOnce), () -> LogLevels.requireIn(this.environment)));
		if (cluster) {
			readings.add(() -> ClusterSetting.in(this.environment));
		}
		List<String> problems = new ArrayList<>();
		for (Runnable reading : readings) {
			try {
				reading.run();
			}
			catch (Misconfigured ex) {
				problems.addAll(ex.problems());
			}
			catch (PlaceholderResolutionException ex) {
				// not its message, which has the whole value
				problems.add(
						"a setting names ${%s}, and there is no such variable or setting; set it, or write ${%1$s:default}"
							.formatted(ex.getPlaceholder()));
			}
		}
		if (!problems.isEmpty()) {
			throw new Misconfigured(problems);
		}
	}

	/** The job repository that several machines share, if there is one. */
	public Optional<PostgresAccess> repository() {
		return RepositorySetting.in(this.environment);
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
			throw SettingOrigin.invalid(this.environment, name, "'%s' is not one of drop, keep".formatted(value));
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
