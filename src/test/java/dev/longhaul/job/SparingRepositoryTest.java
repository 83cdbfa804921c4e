package dev.longhaul.job;

import java.util.ArrayList;
import java.util.List;

import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What of Spring Batch's writing is left out, and that no checkpoint is.
 */
class SparingRepositoryTest {

	private static final String RANGE = "range:parts-00001";

	private final List<Integer> written = new ArrayList<>();

	@Test
	void each_commit_of_a_range_writes_its_parts_the_first_one_too_and_its_beginning_none() throws Exception {
		JobRepository repository = SparingRepository.before(noting(new ResourcelessJobRepository()),
				TransactionOperations.withoutTransaction());
		JobInstance instance = repository.createJobInstance("upload", new JobParameters());
		JobExecution job = repository.createJobExecution(instance, new JobParameters(), new ExecutionContext());
		StepExecution range = repository.createStepExecution(RANGE, job);

		new StepBuilder(RANGE, repository).tasklet((contribution, chunk) -> {
			ExecutionContext context = range.getExecutionContext();
			context.putInt("parts", context.getInt("parts", 0) + 1);
			contribution.incrementWriteCount(1);
			return RepeatStatus.continueIf(context.getInt("parts") < 3);
		}, new ResourcelessTransactionManager()).build().execute(range);

		assertThat(this.written).startsWith(1, 2, 3);
	}

	/** Notes how many parts a range's context has each time it is written. */
	private JobRepository noting(JobRepository repository) {
		MethodInterceptor noting = (call) -> {
			if (call.getMethod().getName().equals("updateExecutionContext")
					&& call.getArguments()[0] instanceof StepExecution step) {
				this.written.add(step.getExecutionContext().getInt("parts", 0));
			}
			return call.proceed();
		};
		ProxyFactory proxy = new ProxyFactory(JobRepository.class, noting);
		proxy.setTarget(repository);
		return (JobRepository) proxy.getProxy();
	}

}
