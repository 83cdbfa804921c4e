package dev.longhaul.e2e;

import dev.longhaul.e2e.LonghaulProcess.Ended;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What tells a process to stop.
 */
enum StopSignal {

	TERM(128 + 15), INT(128 + 2);

	private final int exitCode;

	StopSignal(int exitCode) {
		this.exitCode = exitCode;
	}

	void send(LonghaulProcess process) {
		switch (this) {
			case TERM -> process.terminate();
			case INT -> process.interrupt();
		}
	}

	/** The process ended as one that was told to. */
	void assertStopped(Ended ended) {
		assertThat(ended.exitCode()).as("%s", ended).isEqualTo(this.exitCode);
		assertThat(ended.out() + ended.err()).doesNotContain("\tat ").doesNotContain("Exception");
	}

}
