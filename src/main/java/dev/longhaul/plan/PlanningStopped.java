package dev.longhaul.plan;

/**
 * The process is stopping while it looks for what there is to do.
 */
public final class PlanningStopped extends RuntimeException {

	PlanningStopped() {
		super("stopped while the files were looked for; nothing was begun");
	}

}
