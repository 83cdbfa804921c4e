package dev.longhaul.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.SourceSettings;
import dev.longhaul.history.UploadHistory;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.source.Inquiry;
import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceGone;

/**
 * What becomes of the files of uploads that have ended without an object, as a person
 * wished or because the store has lost them. The end itself is carried out by then: a
 * mount that hangs does not hold it up.
 */
public final class EndSequels {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private static final String SILENT = "what the next run does with the file cannot be told, for it does not answer";

	private final UploadHistory history;

	private final Function<Path, SourceFile> look;

	private final Duration patience;

	/**
	 * By definition, the look that was waited for in vain: as long as it has no answer
	 * the other files of the definition are not looked at, for each would cost a thread.
	 */
	private final Map<String, Inquiry<Seen>> silent = new ConcurrentHashMap<>();

	/**
	 * By what a repository knows.
	 * @param history tells what was delivered, and the definitions
	 */
	public EndSequels(UploadHistory history) {
		this(history, SourceFile::of, PATIENCE);
	}

	EndSequels(UploadHistory history, Function<Path, SourceFile> look, Duration patience) {
		this.history = history;
		this.look = look;
		this.patience = patience;
	}

	/**
	 * Whether no newer version of the file and no other destination takes its place: the
	 * store has lost the upload of a file that is not ready any more, as its done-marker
	 * is gone.
	 */
	public boolean isSentAsItIs(UploadIdentity ended) {
		JobDefinition definition = this.history.definition(ended);
		return !definition.isGone() && ended.goesTo(definition.destination()) && ended.isStillThere();
	}

	/** In words, for the line that tells of the end. */
	public String after(UploadIdentity ended) {
		String name = ended.definition();
		JobDefinition definition = this.history.definition(ended);
		if (definition.isGone()) {
			return "no run of all definitions sends its file, for its definition %s is not among them or cannot be read"
				.formatted(name);
		}
		try {
			return seen(ended, definition.source()).map((now) -> after(ended, definition, now)).orElse(SILENT);
		}
		catch (SourceGone ex) {
			return "its file is not there, and nothing is begun anew unless it comes back";
		}
		catch (SourceException ex) {
			return "once its file can be read the next run begins it anew";
		}
	}

	private String after(UploadIdentity ended, JobDefinition definition, Seen seen) {
		SourceFile now = seen.file();
		if (!isTaken(now.path(), definition.source())) {
			return "its definition %1$s does not take the file by itself: only 'longhaul run %1$s --file' begins it anew"
				.formatted(definition.name());
		}
		if (!definition.enabled()) {
			return "its definition %s is disabled: only a run by its name begins it anew".formatted(definition.name());
		}
		UploadIdentity next = UploadIdentity.of(definition, now);
		if (this.history.delivery(next).isPresent()) {
			return "its file as it is now is delivered";
		}
		if (seen.awaited().isPresent()) {
			return "the next run that finds its done-marker %s begins it anew".formatted(seen.awaited().get());
		}
		// a run that repeats an abort goes on to the new version by itself
		return ended.isOfSameFile(next) ? "the next run begins it anew" : "a run sends the file as it is by then";
	}

	private static boolean isTaken(Path file, SourceSettings source) {
		return file.startsWith(source.root()) && source.globs().match(source.root().relativize(file));
	}

	/** The file as it is now; nothing if it does not answer. */
	private Optional<Seen> seen(UploadIdentity ended, SourceSettings source) {
		String name = ended.definition();
		Path file = ended.file();
		Inquiry<Seen> before = this.silent.get(name);
		if (before != null && !before.isAnswered()) {
			return Optional.empty();
		}
		Inquiry<Seen> asked = Inquiry.begin(name, (sign) -> Seen.of(this.look.apply(file), source));
		if (!isAnswered(asked)) {
			this.silent.put(name, asked);
			return Optional.empty();
		}
		this.silent.remove(name);
		return Optional.of(asked.answer());
	}

	private boolean isAnswered(Inquiry<Seen> asked) {
		try {
			return asked.isAnsweredWithin(this.patience, () -> {
			});
		}
		catch (IllegalStateException ex) {
			// a stop interrupts the wait; the upload has ended all the same
			return asked.isAnswered();
		}
	}

	/**
	 * A file.
	 *
	 * @param awaited its done-marker, if that is not there
	 */
	private record Seen(SourceFile file, Optional<Path> awaited) {

		static Seen of(SourceFile file, SourceSettings source) {
			return new Seen(file,
					source.marker().map((marker) -> marker.of(file.path())).filter((marker) -> !Files.exists(marker)));
		}

	}

}
