package dev.longhaul.definition;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.longhaul.part.PartPlan;
import dev.longhaul.part.PlanImpossible;
import dev.longhaul.source.SourceFolder;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A file in {@code jobs/}, read and validated: which files go where, and how.
 *
 * @param name the file's name without its ending
 * @param giveUpAfter a failed upload that was begun longer ago is aborted; null where it
 * is not said
 */
public record JobDefinition(String name, String description, boolean enabled, SourceSettings source,
		Destination destination, TransferSettings transfer, OnSuccess onSuccess, OnFailure onFailure,
		@Nullable Duration giveUpAfter, HookSettings hooks) {

	private static final Pattern ENDING = Pattern.compile("\\.ya?ml$", Pattern.CASE_INSENSITIVE);

	private static final Duration A_DAY = Duration.ofDays(1);

	private static final Duration A_WEEK = Duration.ofDays(7);

	/** What happens to the parts of an upload that failed. */
	public enum OnFailure {

		/** Kept where a rerun or a person can cure it, aborted where nothing can. */
		AUTO,
		/** Kept, unless the store has lost it or it is older than give-up-after. */
		KEEP,
		/** Aborted on every failure but a stop, unless its object may be the delivery. */
		ABORT

	}

	/** The keys of the file, as Spring Boot's Binder fills them. */
	record Content(@DefaultValue("") String description, @DefaultValue("true") boolean enabled,
			@DefaultValue SourceSettings source, @DefaultValue Destination destination,
			@DefaultValue TransferSettings transfer, @DefaultValue OnSuccess onSuccess,
			@DefaultValue("auto") OnFailure onFailure, @Nullable Duration giveUpAfter,
			@DefaultValue HookSettings hooks) {

		JobDefinition named(String name) {
			return new JobDefinition(name, this.description, this.enabled, this.source, this.destination, this.transfer,
					this.onSuccess, this.onFailure, this.giveUpAfter, this.hooks);
		}

	}

	/**
	 * What the key of a file, or its place in an archive, is made from.
	 * @param file in the definition's folder; of one that lies elsewhere the name
	 */
	public KeyTemplate.Subject subject(Path file, Instant modified, Clock clock) {
		Path root = this.source.root();
		return new KeyTemplate.Subject(file.startsWith(root) ? root.relativize(file) : file.getFileName(), modified,
				this.name, clock);
	}

	/**
	 * How a file is cut.
	 * @param size of the file, in bytes
	 * @throws PlanImpossible if it cannot be, or the store does not take such large ones
	 */
	public PartPlan plan(long size) {
		return PartPlan.of(size, this.transfer.size(), this.destination.profileOfStore().limits());
	}

	/**
	 * Whether an upload that failed once more is too old to be kept. With {@code keep}
	 * only if the definition says how old that is. It has failed for a day then, or for
	 * that long: a clock that was wrong when it was begun does not make it old.
	 * @param failing since when it fails, and no part of it arrives
	 */
	public boolean givesUp(Instant begun, Instant failing, Instant now) {
		return giveUpLimit()
			.filter((limit) -> isLonger(begun, now, limit)
					&& isLonger(failing, now, (limit.compareTo(A_DAY) < 0) ? limit : A_DAY))
			.isPresent();
	}

	private static boolean isLonger(Instant since, Instant now, Duration limit) {
		return Duration.between(since, now).compareTo(limit) > 0;
	}

	/** The age at which a failed upload is given up; nothing if never. */
	public Optional<Duration> giveUpLimit() {
		return Optional
			.ofNullable((this.giveUpAfter == null && this.onFailure != OnFailure.KEEP) ? A_WEEK : this.giveUpAfter);
	}

	/**
	 * The folder that the files are taken from.
	 * @param home Longhaul's own folder, which may lie in it and is not searched
	 */
	public SourceFolder folder(Path home) {
		List<Path> apart = Stream.concat(Stream.of(home), this.onSuccess.archive().stream()).toList();
		return new SourceFolder(this.source.root(), this.source.globs(), this.source.settle(),
				this.source.marker().orElse(null), this.source.followLinks(), apart);
	}

	/**
	 * What stands in for one that is gone, so that its uploads can be ended: it takes no
	 * file anywhere, and says of no store how it is reached.
	 */
	public static JobDefinition gone(String name) {
		return new Binder(List.of()).bindOrCreate("", Bindable.of(Content.class)).named(name);
	}

	/** Whether it only stands in for one: those that are there name a directory. */
	public boolean isGone() {
		return this.source.directory().isEmpty();
	}

	static String nameOf(Path file) {
		return ENDING.matcher(String.valueOf(file.getFileName())).replaceFirst("");
	}

	/** Whether a definition may be called so, with its ending. */
	static boolean isNameOfFile(String name) {
		return ENDING.matcher(name).find();
	}

}
