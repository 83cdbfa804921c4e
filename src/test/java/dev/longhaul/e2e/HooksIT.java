package dev.longhaul.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

import dev.longhaul.e2e.LonghaulProcess.Ended;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hooks of the packaged jar: what they see of its environment, what a person sees of
 * them, and what a signal does to them.
 */
class HooksIT {

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private final Site site;

	HooksIT(@TempDir Path folder) {
		this.site = Site.in(folder);
		this.site.write("config/application.yml", "longhaul: {shutdown-grace: 1s}\n");
	}

	@AfterEach
	void close() {
		this.site.close();
	}

	@Test
	void a_hook_sees_no_credentials_and_its_failure_is_told_to_a_person() throws IOException {
		this.site.define("vault", "hooks: {after-upload: [%s]}\n".formatted(script("env > seen; echo oops; exit 4")));
		Path file = this.site.file("a.bin", 10, 1);

		Ended run = this.site.longhaul("run");

		assertThat(run.exitCode()).as("%s", run).isEqualTo(3);
		this.site.assertDelivered(file);
		assertThat(run.err()).isEqualTo(("longhaul: the after-upload hook of vault failed for %s: "
				+ "%s ended with exit code 4, what it wrote is in longhaul.log; it is not called again for this\n")
			.formatted(file, this.site.path("hook")));
		assertThat(run.out()).contains("1 delivered").contains(", 1 hook FAILED\n");
		assertThat(this.site.path(".longhaul/longhaul.log")).content().contains("wrote: oops");
		assertThat(this.site.path("seen")).content()
			.contains("LONGHAUL_EVENT=after-upload\n", "LONGHAUL_DEFINITION=vault\n", "LONGHAUL_RESULT=delivered\n")
			.doesNotContain("AWS_SECRET_ACCESS_KEY", "AWS_ACCESS_KEY_ID");
	}

	@Test
	void a_hook_sees_no_password_of_longhaul_and_those_of_others() throws IOException {
		// a shell would hide variables with a dot
		this.site.define("vault",
				"hooks: {after-upload: [%s]}\n".formatted(script("tr '\\0' '\\n' < /proc/$$/environ > seen")));
		this.site.file("a.bin", 10, 1);
		Map<String, String> environment = new HashMap<>(Site.credentials());
		environment.putAll(Map.of("LONGHAUL_REPOSITORY_PASSWORD", "s3cret", "LONGHAUL_CLUSTER_QUEUE_PASSWORD", "s3cret",
				"longhaul.repository.password", "s3cret", "longhaul_repository_password", "s3cret",
				"CATALOGUE_PASSWORD", "needed"));

		Ended run = this.site.startWith(environment, "run").await();

		assertThat(run.exitCode()).as("%s", run).isZero();
		assertThat(this.site.path("seen")).content()
			.contains("LONGHAUL_RESULT=delivered\n", "CATALOGUE_PASSWORD=needed\n")
			.doesNotContain("s3cret");
	}

	@Test
	void a_run_is_not_held_by_a_hook_that_keeps_failing() throws IOException {
		this.site.define("vault", "hooks: {after-upload: [%s]}\n".formatted(script("echo called >> calls; exit 7")));
		for (int i = 0; i < 8; i++) {
			this.site.file("file" + i, 10, i);
		}

		Ended run = this.site.longhaul("run");

		assertThat(run.exitCode()).as("%s", run).isEqualTo(3);
		assertThat(run.out()).contains("8 delivered").contains(", 8 hooks FAILED\n");
		assertThat(this.site.path("calls")).content().hasLineCount(5);
		assertThat(run.err().lines()).hasSize(6)
			.last()
			.isEqualTo(
					"longhaul: vault: 3 calls were not made while a hook kept failing (%s ended with exit code 7, what "
						.formatted(this.site.path("hook"))
							+ "it wrote is in longhaul.log); they will not be made any more; correct that before the next run. "
							+ "'longhaul history --json' has what they were to tell");
	}

	@Test
	void a_run_that_is_stopped_tells_its_hooks() throws IOException {
		String hook = script("cat > told.$LONGHAUL_EVENT.new; mv told.$LONGHAUL_EVENT.new told.$LONGHAUL_EVENT");
		this.site.define("vault", "hooks: {after-upload: [%s], after-run: [%1$s]}\n".formatted(hook));
		this.site.file("large.bin", 6 * Site.MIB, 1);
		Path small = this.site.file("small.bin", 10, 2);
		this.site.s3().faults().add(Fault.on(Op.UPLOAD_PART).stallInBody());
		LonghaulProcess run = this.site.start("run");
		await("told.after-upload");

		run.terminate();

		assertThat(run.await().exitCode()).isEqualTo(143);
		assertThat(json("told.after-upload").get("file").asString()).isEqualTo(small.toString());
		JsonNode told = json("told.after-run");
		assertThat(told.get("exitCode").asInt()).isEqualTo(143);
		assertThat(told.get("delivered").asInt()).isEqualTo(1);
		assertThat(told.get("stopped").asInt()).isEqualTo(1);
	}

	@Test
	void a_hook_that_goes_on_after_a_stop_is_ended_when_the_grace_is_over() throws IOException {
		this.site.define("vault",
				"hooks: {after-upload: [%s], time-limit: 1h}\n".formatted(script("echo $$ > pid; exec sleep 3600")));
		this.site.file("a.bin", 10, 1);
		this.site.file("b.bin", 10, 2);
		LonghaulProcess run = this.site.start("run");
		await("pid");

		run.terminate();

		Ended ended = run.await();
		assertThat(ended.exitCode()).isEqualTo(143);
		assertThat(ended.err()).contains("the run was stopped and shutdown-grace was over")
			.contains("1 call of hooks was not made any more");
		assertThat(ended.out()).contains("2 delivered").contains(", 2 hooks FAILED\n");
		ProcessHandle.of(Long.parseLong(Files.readString(this.site.path("pid")).strip()))
			.ifPresent((hook) -> hook.onExit().join());
	}

	@Test
	void a_watch_tells_the_hooks_of_an_upload_that_ends_when_its_definition_is_gone() throws IOException {
		this.site.file("a.bin", 10, 1);
		Path gone = this.site.path("jobs/gone.yml");
		this.site.write("jobs/gone.yml",
				Files.readString(this.site.path("jobs/vault.yml"))
					.replace("directory: files", "directory: going")
					.replace("in/{path}", "gone/{path}")
						+ "hooks: {after-upload: [%s]}\n".formatted(script("cat > told.new; mv told.new told")));
		Path file = this.site.write("going/b.bin", "under way");
		Fault stalled = this.site.s3().faults().add(Fault.on(Op.PUT_OBJECT).key("gone/b.bin").stallInBody());
		LonghaulProcess watch = this.site.start("watch", "--every", "1s");
		try {
			awaitHealth((health) -> health.contains("gone"));
			this.site.s3().awaitRequest(Op.PUT_OBJECT, 2, PATIENCE);
			Files.delete(gone);
			awaitHealth((health) -> !health.contains("gone"));

			stalled.release();

			await("told");
			assertThat(json("told").get("file").asString()).isEqualTo(file.toString());
			assertThat(json("told").get("result").asString()).isEqualTo("delivered");
		}
		finally {
			watch.kill();
			watch.await();
		}
	}

	@Test
	void a_watch_that_is_stopped_tells_the_hooks_of_the_upload_that_ends_last() throws IOException {
		this.site.define("vault",
				"hooks: {after-upload: [%s]}\n".formatted(script("cat > told.new; mv told.new told")));
		LonghaulProcess watch = this.site.start("watch", "--every", "1s");
		awaitHealth((health) -> health.contains("vault"));
		this.site.s3().faults().add(Fault.on(Op.PUT_OBJECT).then(() -> {
			watch.terminate();
			watch.awaitStderr("TERM: nothing new is begun");
		}));
		this.site.s3().faults().add(Fault.on(Op.PUT_OBJECT).answer(403, "AccessDenied"));
		Path file = this.site.file("a.bin", 10, 1);

		Ended ended = watch.await();

		assertThat(ended.exitCode()).as("%s", ended).isEqualTo(143);
		assertThat(this.site.path("told")).as("%s", ended).exists();
		assertThat(json("told").get("file").asString()).isEqualTo(file.toString());
	}

	private void awaitHealth(Predicate<String> state) {
		Path health = this.site.path(".longhaul/health.json");
		Awaitility.await().atMost(PATIENCE).until(() -> Files.exists(health) && state.test(Files.readString(health)));
	}

	private void await(String file) {
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> Files.exists(this.site.path(file)) && Files.size(this.site.path(file)) > 0);
	}

	private JsonNode json(String file) {
		return JsonMapper.builder().build().readTree(this.site.path(file).toFile());
	}

	private String script(String line) throws IOException {
		Path file = this.site.write("hook", "#!/bin/sh\n" + line + "\n");
		return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x")).toString();
	}

}
