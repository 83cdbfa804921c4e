package dev.longhaul.architecture;

import java.time.Clock;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The house as CONTRIBUTING.md draws it.
 */
@AnalyzeClasses(packages = "dev.longhaul", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

	/**
	 * Arrows go down only and neighbours do not know each other. The levels, from the
	 * top: root, cli, console and watch and hook, verify and sweep, doctor and launch and
	 * report and setting, plan and cluster, history, job, definition and upload and
	 * store.s3 and what the repository is made of, repository, checkpoint, store and
	 * source, part and checksum and machine.
	 */
	@ArchTest
	static final ArchRule arrows_go_down_only = layeredArchitecture().consideringOnlyDependenciesInLayers()
		.ensureAllClassesAreContainedInArchitecture()
		.layer("root")
		.definedBy("dev.longhaul")
		.layer("cli")
		.definedBy("dev.longhaul.cli")
		.layer("console")
		.definedBy("dev.longhaul.console")
		.layer("watch")
		.definedBy("dev.longhaul.watch")
		.layer("hook")
		.definedBy("dev.longhaul.hook")
		.layer("doctor")
		.definedBy("dev.longhaul.doctor")
		.layer("verify")
		.definedBy("dev.longhaul.verify")
		.layer("sweep")
		.definedBy("dev.longhaul.sweep")
		.layer("launch")
		.definedBy("dev.longhaul.launch")
		.layer("plan")
		.definedBy("dev.longhaul.plan")
		.layer("history")
		.definedBy("dev.longhaul.history")
		.layer("report")
		.definedBy("dev.longhaul.report")
		.layer("setting")
		.definedBy("dev.longhaul.setting")
		.layer("cluster")
		.definedBy("dev.longhaul.cluster")
		.layer("job")
		.definedBy("dev.longhaul.job")
		.layer("definition")
		.definedBy("dev.longhaul.definition")
		.layer("upload")
		.definedBy("dev.longhaul.upload")
		.layer("store.s3")
		.definedBy("dev.longhaul.store.s3")
		.layer("repository.request")
		.definedBy("dev.longhaul.repository.request")
		.layer("repository.postgres")
		.definedBy("dev.longhaul.repository.postgres")
		.layer("repository.home")
		.definedBy("dev.longhaul.repository.home")
		.layer("repository")
		.definedBy("dev.longhaul.repository")
		.layer("checkpoint")
		.definedBy("dev.longhaul.checkpoint")
		.layer("store")
		.definedBy("dev.longhaul.store")
		.layer("source")
		.definedBy("dev.longhaul.source")
		.layer("part")
		.definedBy("dev.longhaul.part")
		.layer("checksum")
		.definedBy("dev.longhaul.checksum")
		.layer("machine")
		.definedBy("dev.longhaul.machine")
		.whereLayer("root")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("cli")
		.mayOnlyAccessLayers("console", "watch", "hook", "doctor", "verify", "sweep", "launch", "plan", "history",
				"report", "cluster", "job", "definition", "upload", "repository.request", "repository.postgres",
				"repository.home", "repository", "checkpoint", "store", "source", "part", "checksum", "machine")
		.whereLayer("console")
		.mayOnlyAccessLayers("doctor", "verify", "sweep", "plan", "history", "report", "cluster", "job", "definition",
				"upload", "checkpoint", "store", "source", "part", "checksum")
		.whereLayer("watch")
		.mayOnlyAccessLayers("plan", "history", "report", "job", "definition", "upload", "source", "machine")
		.whereLayer("hook")
		.mayOnlyAccessLayers("history", "definition", "upload", "machine")
		.whereLayer("doctor")
		.mayOnlyAccessLayers("definition", "upload", "repository.postgres", "repository.home", "repository", "store",
				"source", "part", "checksum", "machine")
		.whereLayer("verify")
		.mayOnlyAccessLayers("report", "definition", "upload", "store", "source", "part", "checksum", "machine")
		.whereLayer("sweep")
		.mayOnlyAccessLayers("launch", "history", "job", "definition", "upload", "store", "source")
		.whereLayer("launch")
		.mayOnlyAccessLayers("plan", "history", "job", "definition", "upload", "repository", "store", "machine")
		.whereLayer("plan")
		.mayOnlyAccessLayers("history", "job", "definition", "upload", "source", "part", "machine")
		.whereLayer("history")
		.mayOnlyAccessLayers("job", "definition", "upload", "store", "source")
		.whereLayer("report")
		.mayOnlyAccessLayers("job", "definition", "upload", "checkpoint", "store", "source", "part", "checksum")
		.whereLayer("setting")
		.mayOnlyAccessLayers("cluster", "definition", "repository.postgres", "source", "machine")
		.whereLayer("cluster")
		.mayOnlyAccessLayers("job", "definition", "upload", "repository.postgres", "source", "part", "machine")
		.whereLayer("job")
		.mayOnlyAccessLayers("definition", "upload", "repository", "checkpoint", "store", "source", "part", "checksum")
		.whereLayer("definition")
		.mayOnlyAccessLayers("checkpoint", "store", "source", "part", "checksum", "machine")
		.whereLayer("upload")
		.mayOnlyAccessLayers("checkpoint", "store", "source", "part", "checksum", "machine")
		.whereLayer("store.s3")
		.mayOnlyAccessLayers("store", "source", "part", "checksum", "machine")
		.whereLayer("repository.request")
		.mayOnlyAccessLayers("repository.home", "repository", "machine")
		.whereLayer("repository.postgres")
		.mayOnlyAccessLayers("repository.home", "repository", "machine")
		.whereLayer("repository.home")
		.mayOnlyAccessLayers("repository", "machine")
		.whereLayer("repository")
		.mayOnlyAccessLayers("machine")
		.whereLayer("checkpoint")
		.mayOnlyAccessLayers("store", "part", "checksum")
		.whereLayer("store")
		.mayOnlyAccessLayers("part", "checksum")
		.whereLayer("source")
		.mayOnlyAccessLayers("part", "checksum", "machine")
		.whereLayer("part")
		.mayNotAccessAnyLayer()
		.whereLayer("checksum")
		.mayNotAccessAnyLayer()
		.whereLayer("machine")
		.mayNotAccessAnyLayer();

	@ArchTest
	static final ArchRule only_the_root_makes_s3_stores = noClasses().that()
		.resideOutsideOfPackages("dev.longhaul", "dev.longhaul.store.s3")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("dev.longhaul.store.s3");

	@ArchTest
	static final ArchRule packages_are_free_of_cycles = slices().matching("dev.longhaul.(**)")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule spring_batch_stays_in_job_cluster_history_launch_and_report = noClasses().that()
		.resideOutsideOfPackages("dev.longhaul", "dev.longhaul.job", "dev.longhaul.cluster", "dev.longhaul.history",
				"dev.longhaul.launch", "dev.longhaul.report")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.batch..");

	@ArchTest
	static final ArchRule the_message_engine_stays_in_cluster = noClasses().that()
		.resideOutsideOfPackage("dev.longhaul.cluster")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.integration..", "org.springframework.messaging..",
				"org.springframework.jms..", "jakarta.jms..", "org.apache.activemq..");

	@ArchTest
	static final ArchRule the_aws_sdk_stays_in_store_s3 = noClasses().that()
		.resideOutsideOfPackage("dev.longhaul.store.s3")
		.should()
		.dependOnClassesThat(resideInAPackage("software.amazon.awssdk..")
			.and(not(resideInAPackage("software.amazon.awssdk.crt.."))));

	@ArchTest
	static final ArchRule native_cryptography_is_for_the_wire = noClasses().that()
		.resideOutsideOfPackage("dev.longhaul.store.s3")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("com.amazon.corretto..");

	@ArchTest
	static final ArchRule native_code_signs_and_sums = noClasses().that()
		.resideOutsideOfPackages("dev.longhaul.store.s3", "dev.longhaul.checksum")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("software.amazon.awssdk.crt..");

	@ArchTest
	static final ArchRule picocli_stays_in_cli = noClasses().that()
		.resideOutsideOfPackages("dev.longhaul", "dev.longhaul.cli")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("picocli..");

	@ArchTest
	static final ArchRule hsqldb_stays_in_the_home_and_the_move_out_of_it = noClasses().that()
		.resideOutsideOfPackages("dev.longhaul.repository.home", "dev.longhaul.repository.postgres")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.hsqldb..");

	@ArchTest
	static final ArchRule what_carries_files_knows_no_spring = noClasses().that()
		.resideInAnyPackage("dev.longhaul.part", "dev.longhaul.store..", "dev.longhaul.source",
				"dev.longhaul.checkpoint", "dev.longhaul.upload")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework..");

	@ArchTest
	static final ArchRule the_standard_streams_are_written_by_the_console_and_for_errors_by_the_command_line = noClasses()
		.that()
		.resideOutsideOfPackage("dev.longhaul.console")
		.and()
		.doNotHaveFullyQualifiedName("dev.longhaul.cli.CommandLines")
		.should()
		.accessField(System.class, "out")
		.orShould()
		.accessField(System.class, "err")
		.orShould()
		.callMethod(Throwable.class, "printStackTrace");

	/** What is compared with another machine's time is PostgreSQL's. */
	@ArchTest
	static final ArchRule the_clocks_of_machines_do_not_meet = noClasses().that()
		.resideInAPackage("dev.longhaul.cluster")
		.should()
		.callMethod(Clock.class, "instant")
		.orShould()
		.callMethod(Clock.class, "millis");

}
