package dev.longhaul.plan;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.history.UploadHistory;
import dev.longhaul.job.FileSharers;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.source.FollowedLinks;
import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceFolder;
import dev.longhaul.source.SourceUnreadable;

/**
 * Files that several definitions take, or one by several names: {@code on-success} of one
 * must not take them away before the others have them. Asked when a file is about to go,
 * for definitions may come and change while it is sent.
 */
public final class SharedFiles implements FileSharers {

	private final DefinitionsInUse definitions;

	private final UploadHistory history;

	private final Path home;

	private final RealFolders folders;

	/**
	 * Of a process.
	 * @param home Longhaul's own folder, of which nothing is taken
	 */
	public SharedFiles(DefinitionsInUse definitions, UploadHistory history, Path home, RealFolders folders) {
		this.definitions = definitions;
		this.history = history;
		this.home = home;
		this.folders = folders;
	}

	@Override
	public Optional<String> reasonToStay(UploadIdentity delivered) {
		// two that move would wait for each other
		boolean moved = !moves(delivered.definition());
		for (JobDefinition other : this.definitions.now().all()) {
			Optional<String> reason = isAskedFor(other, delivered) ? reasonToStay(delivered, other, moved)
					: Optional.empty();
			if (reason.isPresent()) {
				return reason;
			}
		}
		// begun, and its definition is disabled, wrong or not of this process
		return this.history.attempts()
			.unfinishedBeside(delivered)
			.stream()
			.filter((other) -> !isThrough(other, moved))
			.findFirst()
			.map((other) -> waitsFor(other.definition(), moved));
	}

	/** Its own definition may have more names for it by links, and by nothing else. */
	private static boolean isAskedFor(JobDefinition other, UploadIdentity delivered) {
		boolean own = other.name().equals(delivered.definition());
		return other.enabled() && (!own || other.source().followLinks());
	}

	private Optional<String> reasonToStay(UploadIdentity delivered, JobDefinition other, boolean moved) {
		SourceFolder folder = other.folder(this.home);
		Set<Path> paths;
		try {
			paths = pathsIn(other, folder, delivered.file());
		}
		catch (SourceUnreadable ex) {
			// it may be this very folder by a symbolic link
			return Optional.of("stays in its folder until that of %s answers".formatted(other.name()));
		}
		if (paths.stream().anyMatch((path) -> folder.isMarker(path) && isAwaited(path, other, folder))) {
			return Optional.of("stays in its folder as the done-marker of a file that %s has yet to deliver"
				.formatted(other.name()));
		}
		return paths.stream()
			.filter(folder::means)
			.map((path) -> delivered.by(other, path))
			.filter((upload) -> !upload.equals(delivered) && !isThrough(upload, moved))
			.findFirst()
			.map((upload) -> upload.definition().equals(delivered.definition())
					? "stays in its folder until %s is delivered too".formatted(upload.path())
					: waitsFor(other.name(), moved));
	}

	/**
	 * Whether the file of a marker is still to be sent; it is where that is not known.
	 */
	private boolean isAwaited(Path marker, JobDefinition other, SourceFolder folder) {
		Optional<Path> file = other.source().marker().flatMap((markers) -> markers.fileOf(marker));
		if (file.isEmpty()) {
			return true;
		}
		try {
			return folder.means(file.get()) && !isThrough(UploadIdentity.of(other, SourceFile.of(file.get())), false);
		}
		catch (SourceException ex) {
			return false; // it is gone
		}
	}

	private String waitsFor(String definition, boolean moved) {
		return "stays in its folder until %s has %s".formatted(definition,
				(moved && moves(definition)) ? "moved it" : "delivered it too");
	}

	private boolean moves(String definition) {
		return this.definitions.find(definition).filter((known) -> known.onSuccess().move() != null).isPresent();
	}

	/**
	 * Whether its definition has it, or will never send it.
	 * @param moved whether one that moves it is to have done that too: its archive would
	 * never get a file that is deleted before
	 */
	private boolean isThrough(UploadIdentity upload, boolean moved) {
		if (this.history.met().isTurnedAway(upload) || this.history.delivery(upload).isPresent()) {
			return true;
		}
		boolean proofIsEnough = !moved || !moves(upload.definition());
		return this.history.attempts()
			.last(upload)
			.filter((last) -> last.isDelivered() || (proofIsEnough && last.isProved()))
			.filter((last) -> !this.history.isOverwritten(last, upload))
			.isPresent();
	}

	/**
	 * How a definition names the file: by its folder, which may be another's by way of
	 * symbolic links, and by those that it follows in it. The file itself may lie aside.
	 * @throws SourceUnreadable if the definition's folder does not answer
	 */
	private Set<Path> pathsIn(JobDefinition definition, SourceFolder folder, Path file) {
		Path root = folder.root();
		Set<Path> paths = new LinkedHashSet<>();
		try {
			Path parent = file.getParent();
			Path real = (parent != null) ? parent.toRealPath().resolve(file.getFileName()) : file;
			Path realRoot = this.folders.of(root).orElseThrow(() -> new NoSuchFileException(root.toString()));
			if (real.startsWith(realRoot)) {
				paths.add(root.resolve(realRoot.relativize(real)));
			}
			if (folder.followLinks()) {
				links(definition, folder).namesOf(real).forEach(paths::add);
			}
		}
		catch (IOException ex) {
			// a folder that is away: its name has to do
			if (file.startsWith(root)) {
				paths.add(file);
			}
		}
		return paths;
	}

	/** Those of its last look; a rerun makes none, and is short. */
	private FollowedLinks links(JobDefinition definition, SourceFolder folder) {
		return this.history.met().followed(definition.name()).orElseGet(() -> {
			FollowedLinks found = folder.links();
			this.history.met().followed(definition.name(), found);
			return found;
		});
	}

}
