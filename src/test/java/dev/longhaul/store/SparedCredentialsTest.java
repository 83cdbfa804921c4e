package dev.longhaul.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import dev.longhaul.OwnThread;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * How often the many files of one night ask a place that gives nothing.
 */
class SparedCredentialsTest extends CredentialSources {

	private static final int FILES = 12;

	@Test
	void a_process_that_fails_runs_once_and_at_a_second_look_for_all_files_of_a_minute() throws IOException {
		Path runs = this.folder.resolve("runs");
		profiles("""
				[profile process]
				credential_process = echo run >> %s; exit 3
				""".formatted(runs));

		assertThat(failures(() -> failure(new Access("process", null)))).hasSize(FILES)
			.allMatch(CredentialsMissing.class::isInstance);

		assertThat(Files.readAllLines(runs)).hasSize(2);
	}

	@Test
	void an_instance_without_a_role_is_asked_once_for_all_files_of_a_minute() {
		instance();
		this.cloud.refuse(404, "NoRole");
		failure(Access.USUAL);
		int requests = this.cloud.requests();

		assertThat(failures(() -> failure(Access.USUAL))).hasSize(FILES).allMatch(CredentialsMissing.class::isInstance);

		assertThat(requests).isPositive();
		assertThat(this.cloud.requests()).isEqualTo(requests);
	}

	@Test
	void a_region_that_nobody_knows_is_looked_for_once_for_all_files_of_a_minute() {
		instance();
		this.cloud.refuse(404, "NoRegion");
		StoreAddress nowhere = new StoreAddress("vault", null, null, Route.usual(false), Access.USUAL);
		Supplier<StoreException> connecting = () -> catchThrowableOfType(StoreException.class,
				() -> this.stores.at(nowhere, RequestTerms.NONE));
		assertThat(connecting.get()).isInstanceOf(MachineUnfit.class);
		int requests = this.cloud.requests();

		assertThat(failures(connecting)).hasSize(FILES)
			.allSatisfy((failure) -> assertThat(failure).isInstanceOf(MachineUnfit.class)
				.hasMessage("no region is known; set destination.region or AWS_REGION"));

		assertThat(requests).isPositive();
		assertThat(this.cloud.requests()).isEqualTo(requests);
	}

	/** Each in a thread of its own, as files at once. */
	private static List<StoreException> failures(Supplier<StoreException> file) {
		List<CompletableFuture<StoreException>> files = new ArrayList<>();
		for (int begun = 0; begun < FILES; begun++) {
			files.add(OwnThread.supply(file));
		}
		return files.stream().map(CompletableFuture::join).toList();
	}

}
