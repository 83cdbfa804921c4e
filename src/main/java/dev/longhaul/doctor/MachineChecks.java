package dev.longhaul.doctor;

import java.nio.charset.StandardCharsets;

/**
 * What the machine gives to every process: Java, and how it reads the names of files.
 */
record MachineChecks(CheckList list) {

	void examine() {
		this.list.ok("java", "Java %s (%s)".formatted(Runtime.version(), System.getProperty("java.vendor")));
		names(System.getProperty("sun.jnu.encoding", ""));
	}

	/** By the encoding that the locale gave to the JDK for names of files. */
	void names(String encoding) {
		if (encoding.equalsIgnoreCase(StandardCharsets.UTF_8.name())) {
			this.list.ok("file-names", "names of files are read as UTF-8");
		}
		else {
			this.list.warn("file-names",
					("the locale reads names of files as %s, so those with other characters cannot be opened or get "
							+ "wrong keys; set LC_ALL=C.UTF-8, in a crontab too")
						.formatted(encoding));
		}
	}

}
