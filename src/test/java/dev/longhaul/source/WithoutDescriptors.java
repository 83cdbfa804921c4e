package dev.longhaul.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.part.Part;

/**
 * Reads a file, and looks through its folder, when the process may open nothing any more.
 */
final class WithoutDescriptors {

	private WithoutDescriptors() {
	}

	public static void main(String[] arguments) throws IOException {
		Path file = Path.of(arguments[0]);
		warmUp(file);
		List<FileChannel> open = openAll(file);
		List<SourceException> problems = problems(file);
		for (FileChannel one : open) {
			one.close();
		}
		problems
			.forEach((problem) -> System.out.println(problem.getClass().getSimpleName() + " " + problem.getMessage()));
	}

	/** Classes are read from files too. */
	private static void warmUp(Path file) {
		List<SourceException> known = List.of(new TooManyOpenFiles(file),
				SourceUnreadable.forbidden(file, new IOException()));
		if (known.isEmpty() || !problems(file).isEmpty()) {
			throw new IllegalStateException("it can be read");
		}
	}

	private static List<FileChannel> openAll(Path file) {
		List<FileChannel> open = new ArrayList<>();
		try {
			while (true) {
				open.add(FileChannel.open(file));
			}
		}
		catch (IOException ex) {
			return open;
		}
	}

	private static List<SourceException> problems(Path file) {
		return Stream.concat(ofRead(file).stream(), ofWalk(file.resolveSibling("")).stream()).toList();
	}

	private static List<SourceException> ofRead(Path file) {
		try {
			SourceFile whole = SourceFile.of(file);
			new FileSlice(whole, new Part(1, 0, whole.size())).checksum(ChecksumAlgorithm.MD5);
			return List.of();
		}
		catch (SourceException ex) {
			return List.of(ex);
		}
	}

	private static List<SourceException> ofWalk(Path folder) {
		return new SourceFolder(folder, FileGlobs.of(List.of("**"), List.of()), Duration.ZERO).scan(Clock.systemUTC())
			.unreadable()
			.stream()
			.map(Unreadable::why)
			.toList();
	}

}
