package dev.longhaul.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.JobDefinitions;
import dev.longhaul.definition.Timetable;
import dev.longhaul.part.PartPlan;
import dev.longhaul.part.PartSize;
import dev.longhaul.source.FileCalls;
import dev.longhaul.source.PageCache;
import dev.longhaul.source.SourceFile;
import dev.longhaul.store.ObjectStores;
import dev.longhaul.upload.PartLimit;
import dev.longhaul.upload.PartMemory;
import dev.longhaul.upload.PartPlaces;
import dev.longhaul.upload.StoreKnowledge;
import dev.longhaul.upload.TransferMonitor;
import dev.longhaul.upload.TrialsFile;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.test.MetaDataInstanceFactory;
import org.springframework.core.env.StandardEnvironment;

/**
 * An upload whose plan is committed, as its steps find it.
 */
record PlannedUpload(CurrentUploads uploads, JobExecution execution, TransferMonitor monitor) {

	private static final String DEFINITION = "nightly";

	/**
	 * Plans one.
	 * @param folder the definition's
	 * @param file in it
	 * @param store the entries of the definition's destination that say where it is
	 */
	static PlannedUpload of(Path folder, Path file, String store, PartSize partSize, ObjectStores stores,
			PartPlaces places) {
		return of(folder, file, store, "keep", partSize, stores, places);
	}

	/**
	 * The same.
	 * @param onSuccess what becomes of the file
	 */
	static PlannedUpload of(Path folder, Path file, String store, String onSuccess, PartSize partSize,
			ObjectStores stores, PartPlaces places) {
		DefinitionsInUse definitions = definitions(folder, store, onSuccess);
		TransferMonitor monitor = new TransferMonitor();
		CurrentUploads uploads = new CurrentUploads(definitions, stores, knowledge(folder), monitor,
				new Allowances(new Bandwidths(definitions, Timetable.parse(Map.of()), Clock.systemUTC(), () -> 1),
						new PartMemory(0), PageCache.KEEP, new PartLimit(32, System::nanoTime), places,
						new FileCalls(System::nanoTime)),
				() -> {
				});
		SourceFile source = SourceFile.of(file);
		String key = file.getFileName().toString();
		UploadIdentity identity = UploadIdentity.of(definitions.get(DEFINITION), source);
		JobExecution execution = MetaDataInstanceFactory.createJobExecution(UploadJob.NAME, 1L, 1L,
				UploadParameters.sending(identity, 1, key));
		monitor.begin(execution.getId(), identity);
		UploadContext context = new UploadContext(execution.getExecutionContext());
		context.plan(PartPlan.of(source.size(), partSize), ChecksumAlgorithm.MD5, key, "marker");
		context.source().fileKey(source.fileKey());
		return new PlannedUpload(uploads, execution, monitor);
	}

	UploadContext context() {
		return new UploadContext(this.execution.getExecutionContext());
	}

	StepExecution step(String name) {
		return MetaDataInstanceFactory.createStepExecution(this.execution, name, 1L);
	}

	private static DefinitionsInUse definitions(Path folder, String store, String onSuccess) {
		try {
			Files.writeString(folder.resolve(DEFINITION + ".yml"), """
					source: {directory: "%s"}
					destination: {bucket: vault, store: generic, %s}
					on-success: %s
					""".formatted(folder, store, onSuccess));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new DefinitionsInUse(new Definitions(
				new JobDefinitions(folder, Path.of(""), new StandardEnvironment()).select(List.of(DEFINITION))));
	}

	private static StoreKnowledge knowledge(Path folder) {
		return new StoreKnowledge((address, terms) -> {
			throw new AssertionError("nothing is to be tried");
		}, new TrialsFile(folder.resolve("stores.properties"), Clock.systemUTC()));
	}

}
