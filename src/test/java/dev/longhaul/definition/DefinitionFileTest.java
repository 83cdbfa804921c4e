package dev.longhaul.definition;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.longhaul.definition.JobDefinition.OnFailure;
import dev.longhaul.definition.OnSuccess.Action;
import dev.longhaul.part.PartSize;
import dev.longhaul.store.Access;
import dev.longhaul.store.Encryption;
import dev.longhaul.store.Route;
import dev.longhaul.store.StoreAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.mock.env.MockEnvironment;

import static dev.longhaul.definition.WrittenDefinition.SHORTEST;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A definition is read as it is documented.
 */
class DefinitionFileTest {

	private final Path folder;

	private final MockEnvironment environment = new MockEnvironment();

	private final WrittenDefinition written;

	DefinitionFileTest(@TempDir Path folder) {
		this.folder = folder;
		this.written = new WrittenDefinition(folder, this.environment);
	}

	@Test
	void has_defaults_for_all_but_the_folder_and_the_bucket() throws IOException {
		JobDefinition definition = this.written.read(SHORTEST);

		assertThat(definition.name()).isEqualTo("job");
		assertThat(definition.description()).isEmpty();
		assertThat(definition.enabled()).isTrue();
		assertThat(definition.onFailure()).isEqualTo(OnFailure.AUTO);
		assertThat(definition.source())
			.isEqualTo(new SourceSettings("/data", List.of("**"), List.of(), Duration.ofSeconds(30), null, false));
		assertThat(definition.destination()).isEqualTo(new Destination(
				new BucketSettings("corp-backups", null, null, "auto",
						new RouteSettings(null, false, false, false, false, null),
						new AccessSettings(null, null, null, null)),
				"{path}", IfExists.REPLACE, wishes(null, null, Map.of()), null, false));
		assertThat(definition.destination().address())
			.isEqualTo(new StoreAddress("corp-backups", null, null, Route.usual(false), Access.USUAL));
		assertThat(definition.transfer()).isEqualTo(new TransferSettings("auto", "8", 4, "auto", Map.of()));
		assertThat(definition.transfer().size()).isEqualTo(PartSize.AUTO);
	}

	@Test
	void reads_every_setting() throws IOException {
		Path authorities = Files.createFile(this.folder.resolve("store.pem"));
		JobDefinition definition = this.written.read("""
				description: Nightly database dumps
				enabled: false
				source:
				  directory: /var/backups/db
				  include: ["**/*.dump.zst", "*.{sql,gz}"]
				  exclude: ["**/.*", "**/*.tmp"]
				  settle: 5m
				  done-marker: "{name}.done"
				  follow-links: true
				destination:
				  bucket: corp-backups
				  key: "db/{modified:yyyy/MM/dd}/{path}"
				  region: eu-west-1
				  endpoint: https://s3.example.com:9000
				  store: minio
				  if-exists: skip
				  path-style: false
				  dualstack: false
				  fips: false
				  accelerate: false
				  profile: backup
				  role-arn: arn:aws:iam::123456789012:role/nightly
				  external-id: corp-7
				  role-session-name: dumps
				  ca-certificates: %s
				  storage-class: STANDARD_IA
				  content-type: application/zstd
				  metadata:
				    owner: team-a
				    Cost_Center: "0042"
				transfer:
				  part-size: 64MB
				  parts-at-once: 16
				  files-at-once: 2
				  bandwidth: 50MB
				on-success: {move: "/var/backups/sent/{modified:yyyy-MM}", receipt: true}
				on-failure: keep
				give-up-after: 30d
				""".formatted(authorities));

		assertThat(definition).isEqualTo(new JobDefinition("job", "Nightly database dumps", false,
				new SourceSettings("/var/backups/db", List.of("**/*.dump.zst", "*.{sql,gz}"),
						List.of("**/.*", "**/*.tmp"), Duration.ofMinutes(5), "{name}.done", true),
				new Destination(
						new BucketSettings("corp-backups", "eu-west-1", "https://s3.example.com:9000", "minio",
								new RouteSettings(false, false, false, false, false, authorities.toString()),
								new AccessSettings("backup", "arn:aws:iam::123456789012:role/nightly", "corp-7",
										"dumps")),
						"db/{modified:yyyy/MM/dd}/{path}", IfExists.SKIP,
						wishes("STANDARD_IA", "application/zstd", Map.of("owner", "team-a", "Cost_Center", "0042")),
						null, false),
				new TransferSettings("64MB", "16", 2, "auto", Map.of("else", "50MB")),
				new OnSuccess(Action.KEEP, "/var/backups/sent/{modified:yyyy-MM}", true), OnFailure.KEEP,
				Duration.ofDays(30), new HookSettings(List.of(), List.of(), Duration.ofMinutes(1), null)));
		assertThat(definition.destination().address()).isEqualTo(new StoreAddress("corp-backups",
				URI.create("https://s3.example.com:9000"), "eu-west-1",
				new Route(false, false, false, false, false, authorities),
				new Access("backup", new Access.Role("arn:aws:iam::123456789012:role/nightly", "corp-7", "dumps"))));
		assertThat(definition.transfer().size()).isEqualTo(new PartSize(64 << 20));
	}

	private static ObjectWishes wishes(@Nullable String storageClass, @Nullable String contentType,
			Map<String, String> metadata) {
		return new ObjectWishes(storageClass, new HeaderSettings(contentType, null, null, null), metadata, Map.of(),
				null, new EncryptionSettings(Encryption.Type.NONE, null, Map.of(), null, null), null);
	}

	@Test
	void gives_up_after_a_week_unless_it_says_otherwise_or_keeps() throws IOException {
		Instant begun = Instant.parse("2026-11-01T01:00:00Z");
		Duration week = Duration.ofDays(7);

		assertThat(givesUp("", begun, begun.plus(week))).isFalse();
		assertThat(givesUp("", begun, begun.plus(week).plusSeconds(1))).isTrue();
		assertThat(givesUp("on-failure: keep\n", begun, begun.plus(week.multipliedBy(99)))).isFalse();
		assertThat(givesUp("on-failure: keep\ngive-up-after: 1d\n", begun, begun.plus(week))).isTrue();
		assertThat(givesUp("", begun, begun.minus(week))).as("a clock that was turned back").isFalse();
	}

	@Test
	void does_not_give_up_what_has_failed_for_less_than_a_day_or_for_less_than_it_says() throws IOException {
		Instant now = Instant.parse("2026-11-01T01:00:00Z");
		Instant begun = now.minus(Duration.ofDays(10));
		Duration day = Duration.ofDays(1);

		assertThat(this.written.read(SHORTEST).givesUp(begun, now.minus(day), now)).isFalse();
		assertThat(this.written.read(SHORTEST).givesUp(begun, now.minus(day).minusSeconds(1), now)).isTrue();
		JobDefinition hasty = this.written.read(SHORTEST + "give-up-after: 1h\n");
		assertThat(hasty.givesUp(begun, now.minusSeconds(3600), now)).isFalse();
		assertThat(hasty.givesUp(begun, now.minusSeconds(3601), now)).isTrue();
	}

	/** Whether one that has failed from the beginning is given up. */
	private boolean givesUp(String policy, Instant begun, Instant now) throws IOException {
		return this.written.read(SHORTEST + policy).givesUp(begun, begun, now);
	}

	@Test
	void takes_one_glob_without_a_list() throws IOException {
		assertThat(this.written.read("""
				source:
				  directory: /data
				  include: "**/*.dump"
				destination:
				  bucket: corp-backups
				""").source().include()).containsExactly("**/*.dump");
	}

	@Test
	void takes_metadata_names_as_they_stand() throws IOException {
		assertThat(this.written.read("""
				source:
				  directory: /data
				destination:
				  bucket: corp-backups
				  metadata:
				    owner: a
				    cost-center: b
				    cost.center: c
				    ProjectName: d
				    cost_unit: e
				""").destination().wishes().metadata()).isEqualTo(
				Map.of("owner", "a", "cost-center", "b", "cost.center", "c", "ProjectName", "d", "cost_unit", "e"));
	}

	@Test
	void keeps_the_special_characters_of_a_metadata_name() throws IOException {
		assertThat(this.written.read(SHORTEST + """
				  metadata:
				    cost+center: a
				""").destination().wishes().metadata()).isEqualTo(Map.of("cost+center", "a"));
	}

	@Test
	void takes_an_empty_setting_for_one_that_is_not_there() throws IOException {
		JobDefinition definition = this.written.read(SHORTEST + """
				  endpoint:
				  region: ""
				  profile: ""
				  ca-certificates: ""
				""");

		assertThat(definition.destination().address())
			.isEqualTo(new StoreAddress("corp-backups", null, null, Route.usual(false), Access.USUAL));
	}

	@Test
	void takes_nothing_for_a_duration_without_a_unit() throws IOException {
		JobDefinition definition = this.written
			.read("source: {directory: /data, settle: 0}\ndestination: {bucket: vault}\n");

		assertThat(definition.source().settle()).isZero();
	}

	@Test
	void resolves_placeholders_from_the_environment() throws IOException {
		this.environment.setProperty("BUCKET", "team-a");
		this.written.variables(Map.of("DIRECTORY", "/mnt/dumps", "PARTS", "3", "SETTLE", "2h"));

		JobDefinition definition = this.written.read("""
				source:
				  directory: ${DIRECTORY}/db
				  settle: ${SETTLE}
				destination:
				  bucket: ${BUCKET}
				  key: "${PREFIX:db}/{path}"
				  endpoint: ${ENDPOINT:}
				transfer:
				  parts-at-once: ${PARTS}
				""");

		assertThat(definition.source().directory()).isEqualTo("/mnt/dumps/db");
		assertThat(definition.source().settle()).isEqualTo(Duration.ofHours(2));
		assertThat(definition.destination().address().bucket()).isEqualTo("team-a");
		assertThat(definition.destination().key()).isEqualTo("db/{path}");
		assertThat(definition.destination().address().endpoint()).isNull();
		assertThat(definition.transfer().mostPartsAtOnce()).isEqualTo(3);
	}

	@Test
	void takes_its_name_from_the_file() {
		assertThat(JobDefinition.nameOf(Path.of("jobs/nightly.yml"))).isEqualTo("nightly");
		assertThat(JobDefinition.nameOf(Path.of("/etc/a.b.yaml"))).isEqualTo("a.b");
	}

}
