package dev.longhaul.setting;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.longhaul.definition.InvalidDefinition;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * All settings of the process, as a run reads them.
 */
public final class ProcessSettings {

	private ProcessSettings() {
	}

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
		List<Consumer<ConfigurableEnvironment>> readings = List.of(RepositorySetting::in, ShutdownGraceSetting::in,
				(settings) -> MemorySetting.in(settings, Runtime.getRuntime().maxMemory()), PageCacheSetting::in,
				(settings) -> BandwidthSetting.in(settings, partsAtOnce), ClusterSetting::in);
		List<String> problems = new ArrayList<>();
		for (Consumer<ConfigurableEnvironment> reading : readings) {
			try {
				reading.accept(environment);
			}
			catch (InvalidDefinition ex) {
				problems.add(String.valueOf(ex.getMessage()));
			}
		}
		return problems;
	}

}
