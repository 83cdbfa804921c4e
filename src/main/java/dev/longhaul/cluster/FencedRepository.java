package dev.longhaul.cluster;

import java.util.Objects;

import dev.longhaul.job.RangeEnd;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The job repository of a worker: writes nothing of a step that somebody else has taken
 * over or closed. Spring Batch compares the version when it writes a step execution, but
 * not when it writes its context, which is a commit of its own where a step begins and
 * where it ends: a worker that was frozen just before, lost its range and thaws would
 * overwrite the new checkpoint with its old one. A range's end is written in one commit,
 * with its reason.
 */
public final class FencedRepository implements MethodInterceptor {

	/** Locks the row until the write is committed with it. */
	private static final String OWN = """
			select count(*) from (select 1 from BATCH_STEP_EXECUTION
				where STEP_EXECUTION_ID = :step and VERSION = :version for update) own""";

	private final JdbcClient jdbc;

	private final TransactionOperations transactions;

	private final String worker;

	private FencedRepository(JdbcClient jdbc, TransactionOperations transactions, String worker) {
		this.jdbc = jdbc;
		this.transactions = transactions;
		this.worker = worker;
	}

	/** Puts the fence around the repository of a worker of this name. */
	public static JobRepository around(JobRepository repository, JdbcClient jdbc, TransactionOperations transactions,
			String worker) {
		ProxyFactory proxy = new ProxyFactory(JobRepository.class, new FencedRepository(jdbc, transactions, worker));
		proxy.setTarget(repository);
		return (JobRepository) proxy.getProxy();
	}

	@Override
	public @Nullable Object invoke(MethodInvocation call) throws Throwable {
		boolean writes = call.getMethod().getName().startsWith("update");
		if (!writes || !(call.getArguments()[0] instanceof StepExecution step)) {
			return call.proceed();
		}
		this.transactions.executeWithoutResult((transaction) -> {
			requireOwn(step);
			if (call.getMethod().getName().equals("update") && RangeEnd.prepare(step, this.worker)) {
				((JobRepository) Objects.requireNonNull(call.getThis())).updateExecutionContext(step);
			}
			proceed(call);
		});
		return null; // as these methods do
	}

	private void requireOwn(StepExecution step) {
		int own = this.jdbc.sql(OWN)
			.param("step", step.getId())
			.param("version", step.getVersion())
			.query(Integer.class)
			.single();
		if (own == 0) {
			throw new OptimisticLockingFailureException(
					"%s was taken over by another worker or closed; what was sent meanwhile is not written down"
						.formatted(step.getStepName()));
		}
	}

	private static void proceed(MethodInvocation call) {
		try {
			call.proceed();
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex); // the repository declares none here
		}
	}

}
