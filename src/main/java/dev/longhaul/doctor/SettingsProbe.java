package dev.longhaul.doctor;

import java.util.List;

/**
 * Reads the settings of the process, as a run would.
 */
@FunctionalInterface
public interface SettingsProbe {

	/**
	 * Reads them.
	 * @param partsAtOnce of the definitions
	 * @return what is wrong with them, and where
	 */
	List<String> problems(int partsAtOnce);

}
