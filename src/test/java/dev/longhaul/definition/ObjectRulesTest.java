package dev.longhaul.definition;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.longhaul.store.CannedAcl;
import dev.longhaul.store.ContentHeaders;
import dev.longhaul.store.Encryption;
import dev.longhaul.store.ObjectLock;
import dev.longhaul.store.ObjectSettings;
import dev.longhaul.store.RequestTerms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.longhaul.definition.WrittenDefinition.SHORTEST;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said of objects is read as it is documented, and what S3 would refuse is
 * refused before anything starts, with its place.
 */
class ObjectRulesTest {

	private final WrittenDefinition written;

	ObjectRulesTest(@TempDir Path folder) {
		this.written = new WrittenDefinition(folder);
	}

	@Test
	void reads_what_is_said_of_objects() throws IOException {
		Destination destination = read("""
				  storage-class: STANDARD_IA
				  content-type: application/zstd
				  cache-control: max-age=60
				  content-encoding: gzip
				  content-disposition: attachment
				  tags: {team: a, "cost center": 42, empty: ""}
				  acl: bucket-owner-full-control
				""");

		assertThat(destination.settings())
			.isEqualTo(new ObjectSettings(new ContentHeaders("application/zstd", "max-age=60", "gzip", "attachment"),
					"STANDARD_IA", CannedAcl.BUCKET_OWNER_FULL_CONTROL,
					Map.of("team", "a", "cost center", "42", "empty", ""), Encryption.NONE, null));
		assertThat(destination.settings().tags().keySet()).containsExactly("team", "cost center", "empty");
		assertThat(destination.detectsContentType()).isFalse();
	}

	@Test
	void says_nothing_by_itself() throws IOException {
		assertThat(read("  key: x\n").settings()).isEqualTo(ObjectSettings.NONE);
		assertThat(read("  content-type:\n  cache-control: \"\"\n").settings()).isEqualTo(ObjectSettings.NONE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "auto", "AUTO" })
	void leaves_the_content_type_to_be_found_out(String auto) throws IOException {
		Destination destination = read("  content-type: " + auto + "\n");

		assertThat(destination.detectsContentType()).isTrue();
		assertThat(destination.settings()).isEqualTo(ObjectSettings.NONE);
		assertThat(destination.settings().withContentType("text/csv").headers().type()).isEqualTo("text/csv");
	}

	@Test
	void reads_a_key_of_kms() throws IOException {
		Destination destination = read("""
				  encryption:
				    type: sse-kms
				    key-id: "arn:aws:kms:eu-west-1:111122223333:key/1234"
				    context: {team: a, "cost center": 42}
				    bucket-key: false
				""");

		assertThat(destination.settings().encryption()).isEqualTo(new Encryption(Encryption.Type.SSE_KMS,
				"arn:aws:kms:eu-west-1:111122223333:key/1234", Map.of("team", "a", "cost center", "42"), false));
		assertThat(destination.terms()).isEqualTo(RequestTerms.NONE);
		assertThat(read("  encryption: {type: dsse-kms}\n  endpoint: https://s3.example.com\n").settings().encryption())
			.isEqualTo(new Encryption(Encryption.Type.DSSE_KMS, null, Map.of(), null));
		assertThat(read("  encryption: {type: sse-s3}\n").settings().encryption().type())
			.isEqualTo(Encryption.Type.SSE_S3);
	}

	@Test
	void reads_a_lock_that_counts_from_the_beginning_of_the_upload() throws IOException {
		Instant begun = Instant.parse("2026-01-31T04:05:06.789Z");

		assertThat(read("  object-lock: {mode: compliance, retain-for: 30d}\n").settings(begun).lock())
			.isEqualTo(new ObjectLock(ObjectLock.Mode.COMPLIANCE, Instant.parse("2026-03-02T04:05:06Z"), false));
		assertThat(read("  object-lock: {mode: governance, retain-for: 36500d, legal-hold: true}\n").settings(begun)
			.lock()).isEqualTo(new ObjectLock(ObjectLock.Mode.GOVERNANCE, Instant.parse("2126-01-07T04:05:06Z"), true));
		assertThat(read("  object-lock: {legal-hold: true}\n").settings(begun).lock())
			.isEqualTo(new ObjectLock(null, null, true));
		assertThat(read("  key: x\n").settings(begun).lock()).isNull();
	}

	@Test
	void a_lock_counts_from_the_first_try_unless_it_would_be_over() {
		Instant first = Instant.parse("2026-01-31T00:00:00Z");
		Instant dayLater = first.plus(Duration.ofDays(1));
		LockSettings day = new LockSettings(ObjectLock.Mode.GOVERNANCE, Duration.ofDays(1), false);

		assertThat(day.begins(first, dayLater.minusSeconds(1))).isEqualTo(first);
		assertThat(day.begins(first, dayLater)).isEqualTo(dayLater);
		assertThat(new LockSettings(null, null, true).begins(first, dayLater)).isEqualTo(first);
	}

	@Test
	void reads_what_is_said_with_every_request() throws IOException {
		assertThat(read("  expected-owner: \"012345670123\"\n  requester-pays: true\n").terms())
			.isEqualTo(new RequestTerms("012345670123", true, null));
		assertThat(read("  expected-owner: 111122223333\n").terms())
			.isEqualTo(new RequestTerms("111122223333", false, null));
		assertThat(read("  expected-owner: \"\"\n").terms()).isEqualTo(RequestTerms.NONE);
	}

	@Test
	void takes_the_storage_classes_of_other_stores() throws IOException {
		assertThat(read("  storage-class: COLD_LINE\n").settings().storageClass()).isEqualTo("COLD_LINE");
	}

	/** YAML takes it for an octal number. */
	@Test
	void says_that_an_account_with_a_zero_in_front_needs_its_quotes() {
		assertThat(problems("  expected-owner: 012345670123\n")).containsExactly("5:19: destination.expected-owner "
				+ "'1402433619' is no account of AWS; write its 12 digits in quotes");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void says_where_the_mistake_is_and_what_would_be_right(String settings, String problem) throws IOException {
		assertThat(problems(settings)).containsExactly(problem);
	}

	static Stream<Arguments> says_where_the_mistake_is_and_what_would_be_right() {
		String tags = IntStream.rangeClosed(1, 11)
			.mapToObj((number) -> "    t" + number + ": x\n")
			.collect(Collectors.joining());
		return Stream.of(
		// @formatter:off
			Arguments.of("  content-type: atuo\n", "5:17: destination.content-type 'atuo' is no content type; "
					+ "write auto, or one such as application/zstd"),
			Arguments.of("  cache-control: für immer\n", "5:18: destination.cache-control 'für immer' cannot be a "
					+ "header's value; write it in printable ASCII"),
			Arguments.of("  content-disposition: \"a\\nb\"\n", "5:24: destination.content-disposition 'a\nb' cannot be "
					+ "a header's value; write it in printable ASCII"),
			Arguments.of("  content-encoding: ü\n", "5:21: destination.content-encoding 'ü' cannot be a header's "
					+ "value; write it in printable ASCII"),
			Arguments.of("  expected-owner: \"11112222333\"\n", "5:19: destination.expected-owner '11112222333' is no "
					+ "account of AWS; write its 12 digits in quotes"),
			Arguments.of("  requester-pays: perhaps\n", "5:19: destination.requester-pays 'perhaps' is not a switch; "
					+ "write true or false"),
			Arguments.of("  encryption: {type: aes}\n", "5:22: destination.encryption.type 'aes' is not one of none, "
					+ "sse-s3, sse-kms, dsse-kms, sse-c"),
			Arguments.of("  encryption: {type: sse-s3, key-id: k}\n", "5:38: destination.encryption.key-id is for "
					+ "sse-kms and dsse-kms; the type is sse-s3"),
			Arguments.of("  encryption: {key-id: k}\n", "5:24: destination.encryption.key-id is for sse-kms and "
					+ "dsse-kms; the type is none"),
			Arguments.of("  encryption: {type: sse-kms, key-id: a b}\n", "5:39: destination.encryption.key-id 'a b' is "
					+ "no key of KMS; write its id, its ARN or alias/name"),
			Arguments.of("  encryption: {type: sse-s3, context: {a: b}}\n", "5:43: destination.encryption.context[a] "
					+ "is for sse-kms and dsse-kms; the type is sse-s3"),
			Arguments.of("  encryption: {type: dsse-kms, bucket-key: true}\n", "5:44: destination.encryption."
					+ "bucket-key is for sse-kms; the type is dsse-kms"),
			Arguments.of("  encryption: {type: sse-kms, key-file: /k}\n", "5:41: destination.encryption.key-file is "
					+ "for sse-c; the type is sse-kms"),
			Arguments.of("  encryption: {type: sse-c}\n", "5:22: destination.encryption.type 'sse-c' needs key-file, "
					+ "the file with the 32 bytes of the key"),
			Arguments.of("  encryption: {type: sse-c, key-file: /no/such.key}\n", "5:39: destination.encryption."
					+ "key-file /no/such.key cannot be read; it is the file with the 32 bytes of the key"),
			Arguments.of("  object-lock: {mode: forever, retain-for: 1d}\n", "5:23: destination.object-lock.mode "
					+ "'forever' is not one of governance, compliance"),
			Arguments.of("  object-lock: {mode: governance}\n", "5:23: destination.object-lock.mode needs retain-for, "
					+ "such as 30d"),
			Arguments.of("  object-lock: {retain-for: 30d}\n", "5:29: destination.object-lock.retain-for needs mode: "
					+ "governance or compliance"),
			Arguments.of("  object-lock: {retain-for: 30d, legal-hold: true}\n", "5:29: destination.object-lock."
					+ "retain-for needs mode: governance or compliance"),
			Arguments.of("  object-lock: {mode: governance, retain-for: 0d}\n", "5:47: destination.object-lock."
					+ "retain-for must be longer than nothing and at most 36500d, as S3 wants it"),
			Arguments.of("  object-lock: {mode: governance, retain-for: 36501d}\n", "5:47: destination.object-lock."
					+ "retain-for must be longer than nothing and at most 36500d, as S3 wants it"),
			Arguments.of("  object-lock: {mode: governance, retain-for: a month}\n", "5:47: destination.object-lock."
					+ "retain-for 'a month' is not a duration; write 30s, 5m, 2h or 7d"),
			Arguments.of("  object-lock: {}\n", "5:16: destination.object-lock.legal-hold alone must be true; or "
					+ "write mode and retain-for beside it"),
			Arguments.of("  object-lock: {legal-hold: false}\n", "5:29: destination.object-lock.legal-hold alone must "
					+ "be true; or write mode and retain-for beside it"),
			Arguments.of("  acl: public\n", "5:8: destination.acl 'public' is not one of private, public-read, "
					+ "public-read-write, authenticated-read, aws-exec-read, bucket-owner-read, "
					+ "bucket-owner-full-control"),
			Arguments.of("  metadata: {owner: Müller}\n", "5:21: destination.metadata[owner] 'Müller' cannot be a "
					+ "header's value; write it in printable ASCII"),
			Arguments.of("  metadata: {Longhaul-Upload: x}\n", "5:31: destination.metadata[Longhaul-Upload] is the "
					+ "name by which Longhaul knows its objects; write another one"),
			Arguments.of("  metadata: {a: b, long: " + "x".repeat(1993) + "}\n", "5:26: destination.metadata[long] is "
					+ "too much: S3 takes 2,048 bytes of metadata, names and values and the 51 of Longhaul's own entry "
					+ "together"),
			Arguments.of("  tags:\n" + tags, "16:10: destination.tags[t11] is tag number 11; S3 takes 10 of an object"),
			Arguments.of("  tags: {\"aws:x\": y}\n", "5:19: destination.tags[aws:x] is no name for a tag; it must not "
					+ "be empty nor begin with aws:"),
			Arguments.of("  tags: {" + "k".repeat(129) + ": y}\n", "5:141: destination.tags[" + "k".repeat(129)
					+ "] has a name of more than 128 characters, which is the most S3 takes"),
			Arguments.of("  tags: {k: " + "v".repeat(257) + "}\n", "5:13: destination.tags[k] has a value of more than "
					+ "256 characters, which is the most S3 takes"),
			Arguments.of("  tags: {k: \"a&b\"}\n", "5:13: destination.tags[k] has the value 'a&b'; S3 takes letters, "
					+ "digits, spaces and + - = . _ : / @"),
			Arguments.of("  tags: {\"k?\": a}\n", "5:16: destination.tags[k?] has the name 'k?'; S3 takes letters, "
					+ "digits, spaces and + - = . _ : / @"));
		// @formatter:on
	}

	@ParameterizedTest
	@MethodSource("says_where_the_mistake_is_and_what_would_be_right")
	void an_editor_says_it_too_where_a_schema_can(String settings, String problem) {
		assertThat(new DefinitionSchema().problemsOf(SHORTEST + settings).isEmpty()).as(problem)
			.isEqualTo(problem.contains("too much") || settings.contains("36501d") || problem.contains("cannot be read")
					|| problem.contains("[Longhaul-Upload]"));
	}

	@Test
	void takes_all_that_s3_takes() throws IOException {
		String most = IntStream.rangeClosed(1, 10)
			.mapToObj((number) -> "    \"größe %d\": \"%s\"\n".formatted(number, "é".repeat(256)))
			.collect(Collectors.joining());

		String settings = "  metadata: {a: b, long: " + "x".repeat(1991) + "}\n  tags:\n" + most;

		assertThat(read(settings).wishes().tags()).hasSize(10);
		assertThat(new DefinitionSchema().problemsOf(SHORTEST + settings)).isEmpty();
	}

	private Destination read(String settings) throws IOException {
		return this.written.read(SHORTEST + settings).destination();
	}

	private List<String> problems(String settings) {
		return this.written.problemsOf(SHORTEST + settings);
	}

}
