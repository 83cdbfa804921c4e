package dev.longhaul.plan;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.longhaul.source.Inquiry;
import dev.longhaul.source.SourceUnreadable;

/**
 * Where the folders of definitions really lie. Each file that is about to go asks for all
 * of them: one that does not answer must not hold the threads of all files.
 */
public final class RealFolders {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	/** Asked, and not answered yet; a folder that hangs has one thread and no more. */
	private final Map<Path, Inquiry<Optional<Path>>> asked = new ConcurrentHashMap<>();

	/** What hangs now has not been linked elsewhere since it last answered. */
	private final Map<Path, Path> known = new ConcurrentHashMap<>();

	private final Resolution resolution;

	private final Duration patience;

	/** Of this machine. */
	public RealFolders() {
		this(Path::toRealPath, PATIENCE);
	}

	/** Of a file system with which one has so much patience. */
	public RealFolders(Resolution resolution, Duration patience) {
		this.resolution = resolution;
		this.patience = patience;
	}

	/**
	 * The folder without symbolic links; nothing if it is away.
	 * @throws SourceUnreadable if it does not answer, and never did
	 */
	Optional<Path> of(Path folder) {
		// what was answered while nobody waited may not hold any more
		this.asked.computeIfPresent(folder, (path, before) -> before.isAnswered() ? null : before);
		Inquiry<Optional<Path>> inquiry = this.asked.computeIfAbsent(folder, this::ask);
		if (inquiry.isAnsweredWithin(this.patience, () -> {
		})) {
			this.asked.remove(folder, inquiry);
			Optional<Path> real = inquiry.answer();
			real.ifPresent((path) -> this.known.put(folder, path));
			return real;
		}
		return Optional
			.of(Optional.ofNullable(this.known.get(folder)).orElseThrow(() -> SourceUnreadable.silent(folder)));
	}

	private Inquiry<Optional<Path>> ask(Path folder) {
		return Inquiry.begin("real-path", (sign) -> {
			try {
				return Optional.of(this.resolution.resolve(folder));
			}
			catch (IOException ex) {
				return Optional.empty();
			}
		});
	}

	/** Finds out where a folder really lies. */
	@FunctionalInterface
	public interface Resolution {

		Path resolve(Path folder) throws IOException;

	}

}
