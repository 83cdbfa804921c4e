package dev.longhaul.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Moves a file where no file may get a byte: the system says of a write what it says of
 * one to a full disk, not of which file it speaks.
 */
final class MoveToFullDisk {

	private MoveToFullDisk() {
	}

	/** In the process that may write nothing. */
	public static void main(String[] arguments) throws IOException {
		Path file = Path.of(arguments[0]);
		Path target = Path.of(arguments[1]);
		SourceRemoval removal = Removals.of(file);
		SourceMove move = new SourceMove(removal);
		List<Runnable> steps = List.of(
				() -> move.carryOut(target, Optional.of(new Companion(".json", "{}")), () -> true),
				() -> move.carryOut(target, Optional.empty(), () -> true));
		removal.takeAside();
		for (Runnable step : steps) {
			try {
				step.run();
				System.out.println("done");
			}
			catch (SourceKept ex) {
				System.out.println(ex.getMessage());
			}
		}
	}

	/** What was said by a process that left a text there and moved. */
	static List<String> of(Path file, Path target) throws Exception {
		Process process = new ProcessBuilder("bash", "-c", "ulimit -f 0; exec \"$@\"", "bash",
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
				"-XX:-UsePerfData", "-cp", System.getProperty("java.class.path"), MoveToFullDisk.class.getName(),
				file.toString(), target.toString())
			.redirectErrorStream(true)
			.start();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.waitFor();
		return said.lines().toList();
	}

}
