package dev.longhaul;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A command in a process of its own, of these classes: with another heap, or without the
 * rights of this one.
 */
record OwnProcess(Path folder, List<String> before, List<String> options) {

	/** With options of the JVM; home and definitions are in the folder. */
	static OwnProcess in(Path folder, String... options) {
		return new OwnProcess(folder, List.of(), List.of(options));
	}

	/** Of a user who may not pass over permissions, as root does. */
	static OwnProcess withoutRights(Path folder) throws IOException, InterruptedException {
		List<String> before = List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search");
		if (System.getProperty("user.name").equals("root")) {
			List<String> trial = new ArrayList<>(before);
			trial.add("true");
			Assumptions.assumeTrue(new ProcessBuilder(trial).start().waitFor() == 0,
					"root cannot give up its privileges here");
			return new OwnProcess(folder, before, List.of());
		}
		return in(folder);
	}

	/** That finds its disk full: no file may get a byte more. */
	static OwnProcess onFullDisk(Path folder) {
		return onFullDisk(folder, 0);
	}

	/** Whose disk is full when a file has got so many KiB. */
	static OwnProcess onFullDisk(Path folder, int kib) {
		return new OwnProcess(folder, List.of("bash", "-c",
				"(ulimit -f " + kib + "; exec \"$@\") 2>&1 | cat; exit ${PIPESTATUS[0]}", "longhaul"),
				List.of("-XX:-UsePerfData"));
	}

	/** All that it prints. */
	String longhaul(int exitCode, String... words) throws IOException, InterruptedException {
		Path output = Files.createTempFile(this.folder, "said", ".txt");
		int ended = start(output, words).waitFor();
		String said = Files.readString(output, StandardCharsets.UTF_8);
		assertThat(ended).as(said).isEqualTo(exitCode);
		return said;
	}

	/** All that it prints goes to a file. */
	Process start(Path output, String... words) throws IOException {
		List<String> command = new ArrayList<>(this.before);
		command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
		command.addAll(this.options);
		command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Daws.accessKeyId=AKIDSTRICTSTUB",
				"-Daws.secretAccessKey=secret", "-cp", System.getProperty("java.class.path"), Longhaul.class.getName(),
				"--home", this.folder.resolve("home").toString(), "--jobs", this.folder.toString()));
		command.addAll(List.of(words));
		return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
	}

}
