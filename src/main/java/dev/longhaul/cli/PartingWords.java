package dev.longhaul.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.longhaul.console.Console;
import dev.longhaul.repository.request.AskedProcess;
import org.jline.utils.Signals;

/**
 * What a process says that is ended by a signal while another one carries out its
 * command: that one got no signal and goes on.
 */
final class PartingWords implements AutoCloseable {

	private final Console console;

	private final String asked;

	private final boolean sends;

	private final Map<String, Object> before = new HashMap<>();

	private final AtomicBoolean said = new AtomicBoolean();

	/**
	 * Has nothing to say yet.
	 * @param asked the command, as it was typed
	 * @param sends whether it has uploads that can be looked at and ended one by one
	 */
	PartingWords(Console console, String asked, boolean sends) {
		this.console = console;
		this.asked = asked;
		this.sends = sends;
	}

	/** From now on a signal does not end the work, only this process. */
	void goingOn(AskedProcess process) {
		StopSignals.EXIT_CODES.forEach((name, exitCode) -> {
			Object handler = Signals.register(name, () -> part(process, exitCode));
			if (handler != null) {
				this.before.put(name, handler);
			}
		});
	}

	private void part(AskedProcess process, int exitCode) {
		if (this.said.compareAndSet(false, true)) {
			this.console.notice(
					"process %d (%s) was asked for '%s' and goes on with it; %s'kill %d' ends that process and all that it does"
						.formatted(process.pid(), process.command(), this.asked, this.sends
								? "'longhaul status' tells how far it is, 'longhaul abort UPLOAD' ends an upload, "
								: "", process.pid()));
			System.exit(exitCode);
		}
		else {
			// nobody may read what was said
			Runtime.getRuntime().halt(exitCode);
		}
	}

	@Override
	public void close() {
		this.before.forEach(Signals::unregister);
	}

}
