package dev.longhaul.doctor;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.KeyHolder;
import dev.longhaul.definition.KeyTemplate;
import dev.longhaul.definition.SourceSettings;
import dev.longhaul.definition.UnusableKey;
import dev.longhaul.machine.HeapFull;
import dev.longhaul.part.PartPlan;
import dev.longhaul.part.PlanImpossible;
import dev.longhaul.part.S3Limits;
import dev.longhaul.source.LeftOut;
import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceFolder;

/**
 * Whether a definition's files are there, can be read, fit the store and get usable keys.
 *
 * @param others that are in use beside this one
 */
record SourceChecks(CheckList list, JobDefinition definition, List<JobDefinition> others, Path home, Clock clock) {

	void examine(KeyBook keys) {
		SourceSettings source = this.definition.source();
		try {
			SourceFolder.Scan scan = this.definition.folder(this.home).scan(this.clock);
			this.list.ok("folder", source.root() + " is there");
			files(scan);
			this.list.failures("readable",
					scan.unreadable().stream().map((problem) -> problem.why().getMessage()).toList());
			largest(scan.settled());
			if (fits(scan)) {
				keys(scan.settled(), keys);
				new AfterwardsChecks(this.list, this.definition, this.others, this.home, this.clock)
					.examine(scan.settled());
			}
		}
		catch (SourceException ex) {
			this.list.fail("folder", ex);
			this.list.skip(List.of("files", "largest-file", "keys"), "the folder cannot be read");
		}
		catch (HeapFull ex) {
			this.list.fail("memory", ex);
			this.list.skip(List.of("files", "largest-file", "keys"), "there are too many files");
		}
	}

	/** Whether a run has room for what is to be known of the files. */
	private boolean fits(SourceFolder.Scan scan) {
		int all = scan.settled().size() + scan.unsettled().size();
		if (all <= HeapFull.files()) {
			return true;
		}
		this.list.warn("memory", "a run has room for about %,d files, and here are %,d; %s".formatted(HeapFull.files(),
				all, HeapFull.advice()));
		this.list.skip(List.of("keys"), "there are too many files");
		return false;
	}

	private void files(SourceFolder.Scan scan) {
		int settled = scan.settled().size();
		int all = settled + scan.unsettled().size() + scan.unreadable().size();
		if (all == 0 && !scan.leftOut().isEmpty()) {
			LeftOut first = scan.leftOut().get(0);
			this.list.note("files", "%,d left out, and no file besides; %s is %s".formatted(scan.leftOut().size(),
					first.path(), first.why()));
			return;
		}
		if (all == 0) {
			this.list.note("files", "no file fits source.include; if there should be some, correct the globs");
			return;
		}
		long bytes = scan.settled().stream().mapToLong(SourceFile::size).sum();
		this.list.ok("files", "%,d found: %,d settled (%s), %,d not settled yet, %,d not readable".formatted(all,
				settled, amount(bytes), scan.unsettled().size(), scan.unreadable().size()));
	}

	private static String amount(long bytes) {
		return (bytes < S3Limits.MIB) ? "%,d byte%s".formatted(bytes, (bytes == 1) ? "" : "s")
				: "%,d MiB".formatted(bytes / S3Limits.MIB);
	}

	private void largest(List<SourceFile> settled) {
		SourceFile largest = settled.stream().max(Comparator.comparingLong(SourceFile::size)).orElse(null);
		if (largest == null) {
			this.list.skip(List.of("largest-file"), "there is no settled file");
			return;
		}
		try {
			PartPlan plan = this.definition.plan(largest.size());
			String how = plan.single() ? "it goes by one PutObject"
					: "%,d parts of %,d MiB".formatted(plan.parts(), plan.partSize() / S3Limits.MIB);
			this.list.ok("largest-file", "%s has %,d bytes: %s".formatted(largest.path(), largest.size(), how));
		}
		catch (PlanImpossible ex) {
			this.list.fail("largest-file", largest.path() + ": " + ex.getMessage());
		}
	}

	private void keys(List<SourceFile> settled, KeyBook keys) {
		KeyTemplate template = this.definition.destination().keyTemplate();
		String destination = this.definition.destination().address().identity();
		List<String> problems = new ArrayList<>();
		for (SourceFile file : settled) {
			try {
				String key = template.keyOf(this.definition.subject(file.path(), file.modified(), this.clock));
				keys.enter(destination, key, new KeyHolder(this.definition.name(), file.path()))
					.map((other) -> clash(file.path(), key, other))
					.ifPresent(problems::add);
			}
			catch (UnusableKey ex) {
				problems.add(ex.getMessage());
			}
		}
		this.list.failures("keys", problems);
		if (problems.isEmpty() && !settled.isEmpty()) {
			this.list.ok("keys", "each settled file gets a usable key of its own");
		}
	}

	private static String clash(Path file, String key, KeyHolder other) {
		return "%s would get the same key '%s' as %s, and of two new files neither is sent; %s".formatted(file, key,
				other.beside(file), KeyHolder.remedy(List.of(other), file));
	}

}
