package dev.longhaul.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.UnusableKey;
import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceFolder;
import org.jspecify.annotations.Nullable;

/**
 * Whether this process may take delivered files out of their folders, and put them where
 * they are to be moved. Nothing is tried: what the system says of the rights must do.
 *
 * @param others that are in use beside this one
 */
record AfterwardsChecks(CheckList list, JobDefinition definition, List<JobDefinition> others, Path home, Clock clock) {

	private static final String CHECK = "on-success";

	void examine(List<SourceFile> settled) {
		if (this.definition.onSuccess().keeps()) {
			return;
		}
		List<String> problems = new ArrayList<>();
		Set<Path> targets = targets(settled, problems);
		sources(settled).stream()
			.filter((folder) -> !isWritable(folder))
			.map((folder) -> problem(
					"files cannot be taken out of %s: it cannot be written by this process".formatted(folder)))
			.forEach(problems::add);
		targets.stream().flatMap((folder) -> refusal(folder).stream()).distinct().forEach(problems::add);
		shared(settled);
		this.list.failures(CHECK, problems);
		if (problems.isEmpty()) {
			Path archive = archive();
			this.list.ok(CHECK, "delivered files may be " + ((archive != null) ? "moved to " + archive
					: "deleted out of " + this.definition.source().root()));
		}
	}

	/** Others that take the same files, as far as settled ones tell. */
	private void shared(List<SourceFile> settled) {
		for (JobDefinition other : this.others) {
			SourceFolder folder = other.folder(this.home);
			if (settled.stream().anyMatch((file) -> folder.means(file.path()))) {
				this.list.note(CHECK,
						"%s takes the same files; they are taken away once both have delivered them, where one run or watch has both"
							.formatted(other.name()));
			}
		}
	}

	/**
	 * The folders in which delivered files are renamed, and which they leave then; the
	 * source folder itself only where there is no file, for it may be read-only where
	 * folders in it are not.
	 */
	private Set<Path> sources(List<SourceFile> settled) {
		Set<Path> folders = new LinkedHashSet<>();
		if (settled.isEmpty()) {
			folders.add(this.definition.source().root());
		}
		settled.forEach((file) -> Optional.ofNullable(file.path().getParent()).ifPresent(folders::add));
		return folders;
	}

	private Set<Path> targets(List<SourceFile> settled, List<String> problems) {
		Set<Path> folders = new LinkedHashSet<>();
		if (settled.isEmpty()) {
			Optional.ofNullable(archive()).ifPresent(folders::add);
		}
		for (SourceFile file : settled) {
			try {
				this.definition.onSuccess()
					.target(this.definition.subject(file.path(), file.modified(), this.clock))
					.map(Path::getParent)
					.ifPresent(folders::add);
			}
			catch (UnusableKey ex) {
				problems.add(ex.getMessage());
			}
		}
		return folders;
	}

	private @Nullable Path archive() {
		return this.definition.onSuccess().archive().orElse(null);
	}

	/** Why a folder can neither be written nor made. */
	private static Optional<String> refusal(Path folder) {
		Path existing = folder;
		while (!Files.exists(existing) && existing.getParent() != null) {
			existing = existing.getParent();
		}
		if (!Files.isDirectory(existing)) {
			return Optional.of("files cannot be moved to %s: %s is no folder; correct on-success.move".formatted(folder,
					existing));
		}
		return isWritable(existing) ? Optional.empty() : Optional.of(problem(
				"files cannot be moved to %s: %s cannot be written by this process".formatted(folder, existing)));
	}

	/** The system also says so of what is mounted read-only. */
	private static boolean isWritable(Path folder) {
		return Files.isWritable(folder) && Files.isExecutable(folder);
	}

	private static String problem(String what) {
		return what + "; give its user the right to write, in a systemd unit by ReadWritePaths= too";
	}

}
