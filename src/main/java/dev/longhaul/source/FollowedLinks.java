package dev.longhaul.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The symbolic links that a walk through a folder followed: by them it met a file that
 * lies elsewhere, or in the folder itself, where it was met by its own name too.
 *
 * @param byTarget the links by the real path of what they lead to
 */
public record FollowedLinks(Map<Path, List<Path>> byTarget) {

	/** Of a walk that followed none. */
	public static final FollowedLinks NONE = new FollowedLinks(Map.of());

	/**
	 * The names by which the walk meets a file through links, be they meant or not.
	 * @param real path of the file, without links
	 */
	public Stream<Path> namesOf(Path real) {
		return Stream.<Path>iterate(real, (part) -> part != null, Path::getParent)
			.flatMap((part) -> this.byTarget.getOrDefault(part, List.of())
				.stream()
				.map((link) -> link.resolve(part.relativize(real)).normalize()));
	}

}
