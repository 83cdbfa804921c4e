package dev.longhaul;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.QuietPort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the hooks of a definition are told by run, rerun and abort, and what becomes of
 * the run when they fail.
 */
class HooksTest {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Path folder;

	private final Night night;

	HooksTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void hooks_are_told_what_a_run_did_for_each_file_and_as_a_whole() {
		this.night.define("hooks: {after-upload: [%s], after-run: [%s, run]}\n".formatted(keeping(), keeping()));
		Path big = this.night.file("big.bin", 2 * Night.PART, 1);
		this.night.file("bad.bin", 10, 2);
		this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).key("bad.bin").answer(403, "AccessDenied"));

		assertThat(longhaul("run", "--json").exitCode()).isEqualTo(3);

		this.night.assertDelivered(big);
		assertThat(told("after-upload")).hasSize(2);
		JsonNode delivered = told("after-upload", "delivered").get(0);
		assertThat(delivered.get("event").asString()).isEqualTo("upload");
		assertThat(delivered.get("definition").asString()).isEqualTo("vault");
		assertThat(delivered.get("file").asString()).isEqualTo(big.toString());
		assertThat(delivered.get("receipt").get("size").asLong()).isEqualTo(2 * Night.PART);
		JsonNode failed = told("after-upload", "failed").get(0);
		assertThat(failed.get("cure").asString()).isEqualTo("person");
		assertThat(failed.has("receipt")).isFalse();
		JsonNode run = told("after-run", "3").get(0);
		assertThat(run.get("event").asString()).isEqualTo("run");
		assertThat(run.get("definition").asString()).isEqualTo("vault");
		assertThat(run.get("delivered").asInt()).isEqualTo(1);
		assertThat(run.get("failed").asInt()).isEqualTo(1);
		assertThat(run.get("skipped").asInt()).isZero();
		assertThat(run.get("bytesSent").asLong()).isEqualTo(2 * Night.PART);
		assertThat(run.has("millis")).isTrue();
		assertThat(run.get("exitCode").asInt()).isEqualTo(3);
		assertThat(run.get("uploads")).containsExactlyInAnyOrder(delivered, failed);
	}

	@Test
	void hooks_are_not_told_of_files_that_are_skipped_and_runs_that_did_nothing() {
		this.night.file("a.bin", 10, 1);
		assertThat(longhaul("run").exitCode()).isZero();
		this.night.define("hooks: {after-upload: [%s], after-run: [%s]}\n".formatted(keeping(), keeping()));

		assertThat(longhaul("run").exitCode()).isZero();
		assertThat(told("")).isEmpty();

		this.night.file("b.bin", 10, 2);
		assertThat(longhaul("run").exitCode()).isZero();
		assertThat(told("after-upload")).hasSize(1);
		assertThat(told("after-run")).singleElement().satisfies((run) -> {
			assertThat(run.get("skipped").asInt()).isEqualTo(1);
			assertThat(run.get("uploads")).hasSize(1);
		});
	}

	@Test
	void a_dry_run_calls_nobody() {
		this.night.file("a.bin", 10, 1);
		this.night.define("hooks: {after-upload: [%s], after-run: [%s]}\n".formatted(keeping(), keeping()));

		assertThat(longhaul("run", "--dry-run").exitCode()).isZero();

		assertThat(told("")).isEmpty();
	}

	@Test
	void rerun_and_abort_tell_the_hooks_too() {
		this.night.define("hooks: {after-upload: [%s]}\n".formatted(keeping()));
		this.night.file("one.bin", 2 * Night.PART, 1);
		this.night.file("two.bin", 2 * Night.PART, 2);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(2).answer(403, "AccessDenied"));
		assertThat(longhaul("run").exitCode()).isEqualTo(3);
		assertThat(told("after-upload", "failed")).hasSize(2);
		this.night.s3().faults().clear();

		assertThat(longhaul("abort", "1").exitCode()).isZero();
		assertThat(told("after-upload", "aborted")).hasSize(1);

		assertThat(longhaul("rerun").exitCode()).isZero();
		assertThat(told("after-upload", "resumed")).hasSize(1);
	}

	@Test
	void a_hook_that_fails_changes_nothing_for_the_files_but_a_person_has_to_look() {
		String failing = script("failing", "echo no catalogue; exit 7");
		this.night.define("hooks: {after-upload: [%s], after-run: [%s]}\n".formatted(failing, keeping()));
		Path file = this.night.file("a.bin", 2 * Night.PART, 1);

		TypedCommand first = longhaul("run");

		assertThat(first.exitCode()).isEqualTo(3);
		assertThat(first.out()).contains("1 delivered").contains(", 1 hook FAILED\n");
		this.night.assertDelivered(file);
		assertThat(told("after-run")).singleElement()
			.satisfies((run) -> assertThat(run.get("exitCode").asInt()).as("of the uploads").isZero());
		TypedCommand second = longhaul("run", "--json");
		assertThat(second.exitCode()).as("delivered is delivered").isZero();
		String summary = second.out().lines().reduce((line, next) -> next).orElseThrow();
		assertThat(JSON.readTree(summary).get("failedHooks").asInt()).isZero();
	}

	@Test
	void a_run_waits_for_its_hooks_which_are_called_one_after_another() throws IOException {
		String slow = script("slow",
				"mkdir busy || echo overlap >> overlaps; sleep 0.1; rmdir busy; echo $LONGHAUL_RESULT >> calls");
		this.night.define("hooks: {after-upload: [%s]}\n".formatted(slow));
		for (int i = 0; i < 5; i++) {
			this.night.file("file" + i, 10, i);
		}

		assertThat(longhaul("run").exitCode()).isZero();

		assertThat(Files.readAllLines(this.folder.resolve("calls"))).hasSize(5);
		assertThat(this.folder.resolve("overlaps")).doesNotExist();
	}

	@Test
	void a_web_address_is_told_of_the_events_that_it_asked_for() throws IOException {
		List<JsonNode> posted = new CopyOnWriteArrayList<>();
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", (exchange) -> take(exchange, posted));
		server.start();
		try {
			this.night.define("hooks: {webhook: {url: \"http://127.0.0.1:%d/a\", events: [after-upload, after-run]}}\n"
				.formatted(server.getAddress().getPort()));
			this.night.file("a.bin", 10, 1);

			assertThat(longhaul("run").exitCode()).isZero();

			assertThat(posted).extracting((event) -> event.get("event").asString()).containsExactly("upload", "run");
		}
		finally {
			server.stop(0);
		}
	}

	@Test
	void hooks_whose_event_finds_no_room_on_disk_fail_and_say_why() throws Exception {
		Path none = this.folder.resolve("none");
		String command = keeping();
		this.night.define("hooks: {after-run: [%s, s3cret], webhook: {url: \"http://127.0.0.1:%d/s3cret\"}}\n"
			.formatted(command, QuietPort.find()));
		this.night.file("a.bin", 10, 1);

		assertThat(OwnProcess.in(this.folder, "-Djava.io.tmpdir=" + none).longhaul(3, "run"))
			.contains("%s was not called: its event needs a file in %s (there is no %s/".formatted(command, none, none))
			.contains("the webhook at http://127.0.0.1 was not called: its event needs a file in %s (there is no %s/"
				.formatted(none, none))
			.contains("1 delivered")
			.doesNotContain("s3cret");
	}

	private static void take(HttpExchange exchange, List<JsonNode> posted) throws IOException {
		try (exchange) {
			posted.add(JSON.readTree(exchange.getRequestBody()));
			exchange.sendResponseHeaders(204, -1);
		}
	}

	/** A command that keeps each event in a file that is named by event and result. */
	private String keeping() {
		return script("keeping", "mkdir -p told; cat > told/$LONGHAUL_EVENT.$LONGHAUL_RESULT.$$");
	}

	private String script(String name, String line) {
		Path file = Night.write(this.folder.resolve(name),
				("#!/bin/sh\ncd '" + this.folder + "'\n" + line + "\n").getBytes(StandardCharsets.UTF_8));
		try {
			return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x")).toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<JsonNode> told(String event, String result) {
		return told(event + "." + result + ".");
	}

	private List<JsonNode> told(String name) {
		Path told = this.folder.resolve("told");
		if (!Files.exists(told)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(told)) {
			return files.filter((file) -> file.getFileName().toString().startsWith(name))
				.map((file) -> JSON.readTree(file.toFile()))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private TypedCommand longhaul(String... arguments) {
		return TypedCommand.in(this.folder, arguments);
	}

}
