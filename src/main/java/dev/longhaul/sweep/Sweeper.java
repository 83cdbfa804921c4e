package dev.longhaul.sweep;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.history.Attempt;
import dev.longhaul.history.Candidate;
import dev.longhaul.history.UnfinishedUpload;
import dev.longhaul.history.UploadHistory;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.job.Bearings;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.launch.RunMode;
import dev.longhaul.launch.UploadLauncher;
import dev.longhaul.source.SourceException;
import dev.longhaul.store.AccessRefused;
import dev.longhaul.store.CredentialsExpired;
import dev.longhaul.store.CredentialsMissing;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.ObjectStores;
import dev.longhaul.store.OpenUpload;
import dev.longhaul.store.OpenUploads;
import dev.longhaul.store.StoreException;
import dev.longhaul.sweep.SweptUpload.Result;
import dev.longhaul.upload.AbortUnfinished;
import dev.longhaul.upload.Cure;
import dev.longhaul.upload.UploadFinisher;

/**
 * Finds what the stores still hold of our uploads though no run will finish it, and
 * aborts it. What is not ours is left alone.
 */
public final class Sweeper {

	private static final String UNLISTED = "the store says that it has more unfinished uploads than it lists, and lists "
			+ "no others when it is asked on (ListMultipartUploads); those that it lists were looked at, what else may "
			+ "be left there no sweep can find: look with a tool of the store, or have a lifecycle rule of the bucket "
			+ "end unfinished uploads";

	private final Definitions definitions;

	private final UploadHistory history;

	private final UploadLauncher launcher;

	private final ObjectStores stores;

	private final Clock clock;

	public Sweeper(Definitions definitions, UploadHistory history, UploadLauncher launcher, ObjectStores stores,
			Clock clock) {
		this.clock = clock;
		this.definitions = definitions;
		this.history = history;
		this.launcher = launcher;
		this.stores = stores;
	}

	/**
	 * Sweeps the buckets of the enabled definitions, and those of unfinished uploads,
	 * until it is stopped.
	 * @param dryRun only say what would be aborted
	 * @param onSwept told of each upload
	 */
	public List<SweptUpload> sweep(boolean dryRun, Consumer<SweptUpload> onSwept) {
		List<SweptUpload> swept = new ArrayList<>();
		Consumer<SweptUpload> told = (upload) -> {
			swept.add(upload);
			onSwept.accept(upload);
		};
		List<UnfinishedUpload> unfinished = this.history.attempts()
			.unfinished()
			.stream()
			.filter((upload) -> this.definitions.knows(upload.identity().definition()))
			.toList();
		unfinished.stream()
			.filter(UnfinishedUpload::ending)
			.takeWhile((upload) -> !this.launcher.isStopping())
			.forEach((upload) -> told.accept(endedAgain(upload, dryRun)));
		Set<String> done = swept.stream().map(SweptUpload::uploadId).collect(Collectors.toSet());
		buckets(unfinished).forEach((bucket, ways) -> sweep(bucket, ways.values(), done, dryRun, told));
		return swept;
	}

	/** An abort that could not be carried out, or that a kill cut short. */
	private SweptUpload endedAgain(UnfinishedUpload unfinished, boolean dryRun) {
		UploadIdentity identity = unfinished.identity();
		Candidate candidate = unfinished.leftOver().toBeAborted("by the sweep command");
		SweptUpload upload = new SweptUpload(Result.WOULD_ABORT, identity.destination(), candidate.key(),
				unfinished.uploadId(), null, unfinished.number(), "its abort was not carried out yet", null);
		if (dryRun) {
			return upload;
		}
		try {
			identity.file();
		}
		catch (SourceException ex) {
			return upload.failed(ex.getMessage(), Cure.of(ex));
		}
		UploadOutcome outcome = this.launcher.launch(candidate, RunMode.USUAL);
		return switch (outcome.result()) {
			case ABORTED -> upload.with(Result.ABORTED);
			case FAILED -> upload.failed(outcome.message(), outcome.cure());
			case STOPPED -> upload.failed(outcome.message(), Cure.RERUN);
			default -> upload.with(Result.KEPT);
		};
	}

	/** Of one bucket; the others are swept all the same if it cannot be reached. */
	private void sweep(String bucket, Collection<Supplier<ObjectStore>> ways, Set<String> done, boolean dryRun,
			Consumer<SweptUpload> told) {
		if (this.launcher.isStopping()) {
			return;
		}
		try {
			Listed found = list(ways);
			ObjectStore store = found.store();
			UploadOwners owners = new UploadOwners(this.history, bucket, (attempt) -> own(attempt, bucket, store),
					this.definitions, this.launcher::isInHand, this.clock);
			OpenUploads listed = found.uploads();
			listed.all()
				.stream()
				.filter((open) -> !done.contains(open.upload().id()))
				.takeWhile((open) -> !this.launcher.isStopping())
				.forEach((open) -> swept(store, open, owners.judge(open), dryRun).ifPresent(told));
			if (!listed.complete()) {
				told.accept(failed(bucket, UNLISTED, Cure.PERSON));
			}
		}
		catch (StoreException ex) {
			told.accept(failed(bucket, ex.getMessage(), Cure.of(ex)));
		}
		catch (RuntimeException ex) {
			if (!this.launcher.isStopping()) {
				throw ex; // not because the stop has closed the connections
			}
		}
	}

	/**
	 * By the first of the ways whose credentials may list the bucket; where none may, the
	 * first one's refusal is told.
	 */
	private static Listed list(Collection<Supplier<ObjectStore>> ways) {
		StoreException refusal = null;
		for (Supplier<ObjectStore> way : ways) {
			try {
				ObjectStore store = way.get();
				return new Listed(store, store.openUploads());
			}
			catch (AccessRefused | CredentialsExpired | CredentialsMissing ex) {
				refusal = (refusal != null) ? refusal : ex;
			}
		}
		throw Objects.requireNonNull(refusal);
	}

	private static SweptUpload failed(String bucket, String why, Cure whoCures) {
		return new SweptUpload(Result.FAILED, bucket, "", "", null, 0, why, whoCures);
	}

	/**
	 * The store by the terms of the upload's own definition: others of the bucket may
	 * have another key of SSE-C.
	 */
	private ObjectStore own(Attempt attempt, String bucket, ObjectStore usual) {
		Bearings bearings = attempt.context().map((context) -> context.creation().bearings()).orElse(Bearings.NONE);
		return attempt.identity()
			.map(UploadIdentity::definition)
			.filter(this.definitions::knows)
			.map((name) -> store(name, bucket, bearings))
			.orElse(usual);
	}

	private ObjectStore own(SweptUpload upload, ObjectStore usual) {
		return this.history.attempts()
			.attempt(upload.upload())
			.map((attempt) -> own(attempt, upload.destination(), usual))
			.orElse(usual);
	}

	/** Nothing of an upload that has ended since it was listed, as by a run beside it. */
	private Optional<SweptUpload> swept(ObjectStore usual, OpenUpload open, SweptUpload judged, boolean dryRun) {
		if (judged.result() != Result.WOULD_ABORT) {
			return Optional.of(judged);
		}
		try {
			ObjectStore store = own(judged, usual);
			if (store.listParts(open).isEmpty()) {
				return Optional.empty();
			}
			if (!dryRun) {
				new UploadFinisher(store).abort(open.upload());
			}
			return Optional.of(dryRun ? judged : judged.with(Result.ABORTED));
		}
		catch (StoreException | AbortUnfinished ex) {
			return Optional.of(judged.failed(String.valueOf(ex.getMessage()), Cure.of(ex)));
		}
	}

	/**
	 * Each with the ways in which definitions reach it, which may have other credentials.
	 * Disabled ones may name stores that do not exist: they are asked for what is
	 * unfinished alone.
	 */
	private Map<String, Map<Object, Supplier<ObjectStore>>> buckets(List<UnfinishedUpload> unfinished) {
		Map<String, Map<Object, Supplier<ObjectStore>>> buckets = new LinkedHashMap<>();
		this.definitions.all()
			.stream()
			.filter(JobDefinition::enabled)
			.map(JobDefinition::destination)
			.forEach((destination) -> ways(buckets, destination.address().identity()).putIfAbsent(
					List.of(destination.address(), destination.terms()),
					() -> this.stores.at(destination.address(), destination.terms())));
		unfinished.forEach((upload) -> {
			String bucket = upload.identity().destination();
			Beginning begun = new Beginning(upload.identity().definition(), upload.bearings());
			JobDefinition definition = this.definitions.get(begun.definition());
			if (!definition.enabled() || !upload.identity().goesTo(definition.destination())) {
				ways(buckets, bucket).putIfAbsent(begun, () -> store(begun.definition(), bucket, begun.bearings()));
			}
		});
		return buckets;
	}

	private static Map<Object, Supplier<ObjectStore>> ways(Map<String, Map<Object, Supplier<ObjectStore>>> buckets,
			String bucket) {
		return buckets.computeIfAbsent(bucket, (identity) -> new LinkedHashMap<>());
	}

	/** As the upload's own job reaches it. */
	private ObjectStore store(String definition, String bucket, Bearings bearings) {
		return bearings.store(bucket, this.definitions.get(definition).destination(), this.stores);
	}

	/** What a bucket has, and the store that told. */
	private record Listed(ObjectStore store, OpenUploads uploads) {

	}

	/** How uploads were begun that reach their bucket in one way. */
	private record Beginning(String definition, Bearings bearings) {

	}

}
