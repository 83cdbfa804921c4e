package dev.longhaul.repository.home;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of the home is none that HSQLDB takes as it stands: the database would lie
 * elsewhere.
 */
public final class HomeMisnamed extends RuntimeException {

	/**
	 * In a URL of HSQLDB's: settings follow, a system property stands there, the account
	 * follows.
	 */
	private static final Pattern READ_BY_HSQLDB = Pattern.compile(";|\\$\\{|&password=|\\?user=");

	private HomeMisnamed(Home home, String read) {
		super(("the home %s has '%s' in its path, in which HSQLDB would read more than a name; write there "
				+ "what a variable stands for, or choose another by --home")
			.formatted(home.folder(), read));
	}

	/**
	 * Looks before anything is made there.
	 * @throws HomeMisnamed if it is one
	 */
	static void refuse(Home home) {
		Matcher read = READ_BY_HSQLDB.matcher(home.folder().toString());
		if (read.find()) {
			throw new HomeMisnamed(home, read.group());
		}
	}

}
