package dev.longhaul;

import java.time.Clock;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;

import dev.longhaul.cluster.NodeRegistry;
import javax.sql.DataSource;

import dev.longhaul.cli.Engine;
import dev.longhaul.cli.StopSignals;
import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.TransferSettings;
import dev.longhaul.history.HistoryPruner;
import dev.longhaul.history.UploadHistory;
import dev.longhaul.job.Allowances;
import dev.longhaul.job.Bandwidths;
import dev.longhaul.job.CurrentUploads;
import dev.longhaul.job.PartSenders;
import dev.longhaul.job.RangesInTurn;
import dev.longhaul.job.StopSwitch;
import dev.longhaul.job.UploadJob;
import dev.longhaul.launch.EarlierSenders;
import dev.longhaul.launch.ExecutionRepair;
import dev.longhaul.launch.KeyGuard;
import dev.longhaul.launch.RunClaims;
import dev.longhaul.launch.UploadLauncher;
import dev.longhaul.launch.UploadRun;
import dev.longhaul.plan.RealFolders;
import dev.longhaul.plan.SharedFiles;
import dev.longhaul.repository.OwnersDatabase;
import dev.longhaul.repository.home.HomeLock;
import dev.longhaul.setting.ProcessSettings;
import dev.longhaul.source.FileCalls;
import dev.longhaul.store.ObjectStores;
import dev.longhaul.store.s3.S3ObjectStores;
import dev.longhaul.upload.PartLimit;
import dev.longhaul.upload.PartMemory;
import dev.longhaul.upload.PartPlaces;
import dev.longhaul.upload.StoreKnowledge;
import dev.longhaul.upload.TransferMonitor;
import dev.longhaul.upload.TrialsFile;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the beans of a session, all but those of its repository. None of Boot's own
 * configurations is needed: to look through them would take a third of the start.
 */
@Configuration(proxyBeanMethods = false)
@Import({ BatchWiring.class, UploadJob.class })
class Wiring {

	/** The most parts at once, and requests of as many files beside them. */
	static final int MOST_CONNECTIONS = PartPlaces.threads(TransferSettings.MOST) + TransferSettings.MOST_ADAPTIVE + 64;

	@Bean
	DataSource dataSource(OwnersDatabase database) {
		return database.connections();
	}

	@Bean
	JdbcClient jdbcClient(DataSource dataSource) {
		return JdbcClient.create(dataSource);
	}

	@Bean
	TransferMonitor transferMonitor() {
		return new TransferMonitor();
	}

	@Bean
	StopSwitch stopSwitch(ObjectStores stores) {
		return new StopSwitch(stores::endPauses, stores::close);
	}

	@Bean
	S3ObjectStores objectStores() {
		return new S3ObjectStores(MOST_CONNECTIONS);
	}

	@Bean
	PartPlaces partPlaces(DefinitionsInUse definitions) {
		return new PartPlaces(definitions.fixedPartsAtOnce());
	}

	@Bean
	FileCalls fileCalls() {
		return new FileCalls(System::nanoTime);
	}

	@Bean
	Allowances allowances(DefinitionsInUse definitions, PartPlaces places, FileCalls files,
			ConfigurableEnvironment environment, Clock clock, Role role, ObjectProvider<NodeRegistry> nodes) {
		ProcessSettings settings = new ProcessSettings(environment);
		// a definition's limits are for all workers together
		Bandwidths bandwidths = new Bandwidths(definitions, settings.bandwidth(definitions.partsAtOnce()), clock,
				() -> role.isWorker() ? nodes.getObject().workers().count() : 1);
		return new Allowances(bandwidths, new PartMemory(settings.memory(Runtime.getRuntime().maxMemory())),
				settings.pageCache(), new PartLimit(TransferSettings.MOST_ADAPTIVE, System::nanoTime), places, files);
	}

	@Bean
	CurrentUploads currentUploads(DefinitionsInUse definitions, ObjectStores stores, StoreKnowledge knowledge,
			TransferMonitor monitor, Allowances allowances, RepositoryCare care) {
		return new CurrentUploads(definitions, stores, knowledge, monitor, allowances,
				care.claims()::requireHeldAsOfNow);
	}

	@Bean
	PartSenders partSenders(RepositoryCare care, StopSwitch stop) {
		return (identity) -> EarlierSenders.await(identity, care.claims(), stop);
	}

	@Bean
	StoreKnowledge storeKnowledge(S3ObjectStores stores, HomeLock lock, Clock clock) {
		return new StoreKnowledge(stores.trials(), new TrialsFile(lock.home().storesFile(), clock));
	}

	@Bean
	KeyGuard keyGuard(DefinitionsInUse definitions, ObjectStores stores, StoreKnowledge knowledge,
			UploadHistory history, StopSwitch stop) {
		return new KeyGuard(definitions, stores, knowledge, history, stop);
	}

	/** Shared by all files. */
	@Bean
	ThreadPoolTaskExecutor partExecutor(DefinitionsInUse definitions) {
		return pool(new ThreadPoolTaskExecutor() {

			@Override
			protected BlockingQueue<Runnable> createQueue(int capacity) {
				return new PriorityBlockingQueue<>(64, RangesInTurn.ORDER);
			}

		}, "part-", PartPlaces.threads(definitions.partsAtOnce()));
	}

	/** Apart from the parts' threads: a job waits for its parts and would starve them. */
	@Bean
	ThreadPoolTaskExecutor fileExecutor(DefinitionsInUse definitions) {
		return pool(new ThreadPoolTaskExecutor(), "file-", definitions.filesAtOnce());
	}

	private static ThreadPoolTaskExecutor pool(ThreadPoolTaskExecutor pool, String prefix, int threads) {
		pool.setThreadNamePrefix(prefix);
		pool.setCorePoolSize(threads);
		return pool;
	}

	@Bean
	UploadHistory uploadHistory(JobRepository repository, JdbcClient jdbc, PlatformTransactionManager transactions,
			@Qualifier("stepTransactions") PlatformTransactionManager synced, DefinitionsInUse definitions) {
		return new UploadHistory(repository, jdbc, new TransactionTemplate(transactions),
				new TransactionTemplate(synced), definitions);
	}

	@Bean
	HistoryPruner historyPruner(JdbcClient jdbc, PlatformTransactionManager transactions, UploadHistory history,
			RepositoryCare care) {
		return new HistoryPruner(jdbc, new TransactionTemplate(transactions), history, care.compact());
	}

	@Bean
	SharedFiles sharedFiles(DefinitionsInUse definitions, UploadHistory history, HomeLock lock) {
		return new SharedFiles(definitions, history, lock.home().folder(), new RealFolders());
	}

	@Bean
	UploadLauncher uploadLauncher(JobOperator operator, Job upload, JobRepository repository, JdbcClient jdbc,
			UploadHistory history, KeyGuard guard, StopSwitch stop, Clock clock, RepositoryCare care) {
		return new UploadLauncher(operator, upload, history, new ExecutionRepair(repository, jdbc, clock), guard, stop,
				care.claims());
	}

	@Bean
	StopSignals stopSignals(StopSwitch stop, ConfigurableEnvironment environment) {
		return new StopSignals(stop, new ProcessSettings(environment).shutdownGrace());
	}

	@Bean
	Threads threads(DefinitionsInUse definitions, @Qualifier("partExecutor") ThreadPoolTaskExecutor partExecutor,
			PartPlaces places, @Qualifier("fileExecutor") ThreadPoolTaskExecutor fileExecutor) {
		Threads threads = new Threads(partExecutor, places, fileExecutor);
		definitions.whenChanged(() -> threads.suffice(definitions));
		return threads;
	}

	@Bean
	Engine engine(DefinitionsInUse definitions, UploadHistory history, HistoryPruner pruner, UploadLauncher launcher,
			@Qualifier("fileExecutor") ThreadPoolTaskExecutor fileExecutor, ObjectStores stores,
			TransferMonitor monitor, HomeLock lock, StopSwitch stop, StopSignals signals, Clock clock,
			RepositoryCare care) {
		return new Engine(definitions, history, pruner, lock.home().folder(), launcher,
				new UploadRun(definitions, launcher, monitor, fileExecutor, stop), stores, monitor,
				new RunClaims(care.claims(), stop, clock), signals, clock, care.requireIntact());
	}

}
