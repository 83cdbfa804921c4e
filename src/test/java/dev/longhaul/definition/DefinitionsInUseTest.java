package dev.longhaul.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import dev.longhaul.OwnThread;
import dev.longhaul.definition.DefinitionsInUse.Hold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which definitions a process works on while sessions come and go.
 */
class DefinitionsInUseTest {

	@TempDir
	private Path folder;

	@Test
	void what_a_session_brought_is_forgotten_when_nobody_holds_it_any_more() {
		DefinitionsInUse inUse = new DefinitionsInUse(new Definitions(List.of(version("own", 1))));
		Hold first = inUse.hold(List.of(version("own", 1), version("brought", 1)));
		Hold second = inUse.hold(List.of(version("brought", 1)));
		Hold upload = inUse.hold("brought");

		first.close();
		second.close();
		assertThatExceptionOfType(DefinitionsDiffer.class).isThrownBy(() -> inUse.hold(List.of(version("brought", 2))))
			.withMessageContaining(" has other settings of brought; ");
		assertThat(inUse.get("brought")).isEqualTo(version("brought", 1));
		upload.close();

		assertThat(inUse.now().knows("brought")).isFalse();
		assertThat(inUse.get("own")).isEqualTo(version("own", 1));
		inUse.hold(List.of(version("brought", 2))).close();
	}

	@Test
	void a_session_that_is_refused_leaves_nothing_behind() {
		DefinitionsInUse inUse = new DefinitionsInUse(new Definitions(List.of(version("own", 1))));

		assertThatExceptionOfType(DefinitionsDiffer.class)
			.isThrownBy(() -> inUse.hold(List.of(version("brought", 1), version("own", 2))))
			.withMessageContaining(" has other settings of own; ");

		assertThat(inUse.now().all()).containsExactly(version("own", 1));
	}

	@Test
	void what_the_process_needs_no_more_stays_while_it_is_held() {
		DefinitionsInUse inUse = new DefinitionsInUse(new Definitions(List.of(version("own", 1), version("gone", 1))));
		Hold upload = inUse.hold("gone");

		inUse.retain(List.of(version("own", 1)));
		assertThat(inUse.get("gone")).isEqualTo(version("gone", 1));
		upload.close();

		assertThat(inUse.now().all()).containsExactly(version("own", 1));
	}

	@Test
	void each_change_of_what_is_in_use_is_told_of() {
		DefinitionsInUse inUse = new DefinitionsInUse(new Definitions(List.of(version("own", 1))));
		List<Integer> told = new ArrayList<>();
		inUse.whenChanged(() -> told.add(inUse.now().all().size()));

		Hold hold = inUse.hold(List.of(version("brought", 1)));
		inUse.use(List.of(version("more", 1)));
		inUse.retain(List.of(version("own", 1)));
		hold.close();

		assertThat(told).containsExactly(2, 3, 2, 1);
	}

	@Test
	void of_two_versions_that_are_brought_at_once_each_session_works_by_its_own_or_is_refused() {
		DefinitionsInUse inUse = new DefinitionsInUse(new Definitions(List.of()));
		List<JobDefinition> versions = List.of(version("brought", 1), version("brought", 2));
		CountDownLatch start = new CountDownLatch(1);
		List<CompletableFuture<Void>> sessions = IntStream.range(0, 4).mapToObj((number) -> OwnThread.run(() -> {
			await(start);
			IntStream.range(0, 2000).forEach((round) -> session(inUse, versions.get((number + round) % 2)));
		})).toList();
		start.countDown();

		assertThat(sessions).allSatisfy((session) -> assertThat(session).succeedsWithin(Duration.ofMinutes(1)));
		assertThat(inUse.now().all()).isEmpty();
	}

	private static void session(DefinitionsInUse inUse, JobDefinition mine) {
		try (Hold hold = inUse.hold(List.of(mine))) {
			assertThat(inUse.get("brought")).isEqualTo(mine);
		}
		catch (DefinitionsDiffer ex) {
			assertThat(ex).hasMessageContaining(" of brought; ");
		}
	}

	private static void await(CountDownLatch start) {
		try {
			start.await();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	private JobDefinition version(String name, int version) {
		try {
			Path file = Files.writeString(this.folder.resolve(name + ".yml"), """
					source: {directory: /data}
					destination: {bucket: vault, key: "%d/{path}"}
					""".formatted(version));
			return new DefinitionFile(file, new MockEnvironment()).read();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
