package dev.longhaul.job;

import java.time.Clock;
import java.util.List;
import java.util.Map;

import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.upload.TransferMonitor;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.FlowBuilder;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.flow.Flow;
import org.springframework.batch.core.partition.PartitionHandler;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one job: plan, open, parts, complete, prove, afterwards; a small file ends with the
 * first step, or with afterwards; a failed upload is kept or aborted.
 */
@Configuration(proxyBeanMethods = false)
public class UploadJob {

	/** The job's name in the repository. */
	public static final String NAME = "upload";

	/** The step that every upload begins with, and each restart. */
	static final String PLAN = "plan";

	/** The step that ends an upload without an object. */
	public static final String ABORT = "abort";

	/** The step that waits for all ranges. */
	public static final String PARTS = "parts";

	private static final String COMPLETED = ExitStatus.COMPLETED.getExitCode();

	private final JobRepository repository;

	private final PlatformTransactionManager transactions;

	UploadJob(JobRepository repository, @Qualifier("stepTransactions") PlatformTransactionManager transactions) {
		this.repository = repository;
		this.transactions = transactions;
	}

	@Bean
	Job upload(CurrentUploads uploads, DefinitionsInUse definitions, TransferMonitor monitor, StopSwitch stop,
			Clock clock, PartitionHandler partitions, RangeCut ranges, FileSharers sharers, PartSenders senders,
			JdbcClient jdbc) {
		ContextStore contexts = new ContextStore(this.repository);
		RangeCheckpoints checkpoints = new RangeCheckpoints(this.repository,
				(upload) -> BatchTables.executions(jdbc, upload),
				transactions(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
		DeliveryCheck deliveries = new DeliveryCheck(checkpoints);
		ProveTasklet proof = new ProveTasklet(uploads, contexts, checkpoints, stop, clock);
		AfterwardsTasklet ending = new AfterwardsTasklet(uploads, contexts, checkpoints, outsideOfStep(sharers), stop,
				clock);
		Step plan = step(PLAN,
				new FirstTasklet(uploads, new UploadPlanning(uploads, contexts, deliveries, ranges, stop, clock),
						new PutTasklet(uploads, contexts, deliveries, stop, clock), proof, ending));
		Step open = step("open", new OpenTasklet(new UploadBeginning(contexts, stop, clock),
				new UploadResumption(contexts, checkpoints, deliveries), uploads, contexts, stop));
		Step parts = parts(uploads, partitions);
		Step complete = step("complete", new CompleteTasklet(uploads, contexts, checkpoints, stop));
		Step prove = step("prove", proof);
		Step afterwards = step("afterwards", ending);
		Step abort = step(ABORT, new AbortTasklet(uploads, contexts, deliveries, senders, stop, clock));
		FailureDecider failed = new FailureDecider(definitions, contexts,
				(number) -> BatchTables.lastPart(jdbc, number), clock);

		FlowBuilder<Flow> flow = new FlowBuilder<>("upload-flow");
		flow.start(plan).on(FirstTasklet.ENDED).end();
		flow.from(plan).on(Planned.DELIVERED.name()).to(prove);
		flow.from(plan).on(Planned.PROVED.name()).to(afterwards);
		flow.from(plan).on(COMPLETED).to(open);
		flow.from(open).on(OpenTasklet.DONE).to(prove);
		flow.from(open).on(COMPLETED).to(parts);
		flow.from(parts).on(COMPLETED).to(complete);
		flow.from(complete).on(COMPLETED).to(prove);
		flow.from(prove).on(COMPLETED).to(afterwards);
		flow.from(afterwards).on(COMPLETED).end();
		for (Step step : List.of(plan, open, parts, complete, prove, afterwards)) {
			flow.from(step).on("*").to(failed);
		}
		flow.from(failed).on(FailureDecider.ABORT).to(abort);
		flow.from(failed).on("*").fail();
		flow.from(abort).on("*").fail();
		return new JobBuilder(NAME, this.repository).listener(new TransferListener(monitor))
			.start(flow.build())
			.end()
			.build();
	}

	/**
	 * Statements of the step's own transaction would keep a connection while Spring
	 * Batch's reads ask for a second one.
	 */
	private FileSharers outsideOfStep(FileSharers sharers) {
		TransactionOperations none = transactions(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
		return (delivered) -> none.execute((transaction) -> sharers.reasonToStay(delivered));
	}

	private TransactionOperations transactions(int propagation) {
		TransactionTemplate template = new TransactionTemplate(this.transactions);
		template.setPropagationBehavior(propagation);
		return template;
	}

	/**
	 * A step that is asked again at every restart: each tasklet knows what is done, and
	 * the store must be looked at anew.
	 */
	private Step step(String name, Tasklet tasklet) {
		return new StepBuilder(name, this.repository).tasklet(tasklet, this.transactions)
			.allowStartIfComplete(true)
			.build();
	}

	/** One range; also what a worker carries out. */
	@Bean
	Step rangeStep(CurrentUploads uploads, StopSwitch stop, CheckpointInterval interval) {
		return new StepBuilder(RangeCheckpoints.STEP, this.repository)
			.tasklet(new RangeTasklet(uploads, stop, interval), this.transactions)
			.build();
	}

	/** Who sends the ranges: by themselves threads of this process. */
	@Bean
	@ConditionalOnMissingBean
	PartitionHandler partitions(@Qualifier("rangeStep") Step range, @Qualifier("partExecutor") TaskExecutor threads,
			CurrentUploads uploads) {
		return new RangesInTurn(range, threads, (failed) -> uploads.of(failed).transfer().fail());
	}

	/** For threads of this process. */
	@Bean
	@ConditionalOnMissingBean
	RangeCut ranges(DefinitionsInUse definitions) {
		return (plan) -> plan.forOneProcess(definitions.partsAtOnce());
	}

	@Bean
	@ConditionalOnMissingBean
	CheckpointInterval checkpointInterval() {
		return CheckpointInterval.USUAL;
	}

	/** The ranges, each skipped once it is complete; the step itself is asked again. */
	private Step parts(CurrentUploads uploads, PartitionHandler partitions) {
		return new StepBuilder(PARTS, this.repository).partitioner(RangeCheckpoints.STEP, (size) -> Map.of())
			.splitter(new RangeSplitter(this.repository, uploads))
			.partitionHandler(partitions)
			.allowStartIfComplete(true)
			.build();
	}

}
