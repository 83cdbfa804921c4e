package dev.longhaul.definition;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.longhaul.definition.WrittenDefinition.SHORTEST;

/**
 * Each complaint about a definition says where the mistake is and what would be right.
 */
class DefinitionMistakesTest {

	private final WrittenDefinition written;

	static final String AT_THE_TOP = "there are description, enabled, source, destination, transfer, "
			+ "on-success, on-failure, give-up-after, hooks";

	DefinitionMistakesTest(@TempDir Path folder) {
		this.written = new WrittenDefinition(folder);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void says_where_the_mistake_is_and_what_would_be_right(String yaml, String problem) throws IOException {
		this.written.problems(yaml).containsExactly(problem);
	}

	static Stream<Arguments> says_where_the_mistake_is_and_what_would_be_right() {
		String transfer = SHORTEST + "transfer:\n";
		return Stream.of(
		// @formatter:off
			// unknown
			Arguments.of(SHORTEST + "destnation: x\n", "5:1: unknown setting destnation; did you mean destination?"),
			Arguments.of("source: {directory: /data, settel: 5s}\ndestination: {bucket: vault}\n",
					"1:28: unknown setting source.settel; did you mean settle?"),
			Arguments.of(transfer + "  limits:\n    rate: 5\n", "7:5: unknown setting transfer.limits.rate; there are "
					+ "part-size, parts-at-once, files-at-once, integrity, bandwidth"),
			Arguments.of(SHORTEST + "on-failure: {move: sent}\n",
					"5:14: unknown setting on-failure.move; move belongs under on-success"),
			Arguments.of(SHORTEST + "on-failure:\n  then: abort\n", "6:3: unknown setting on-failure.then"),
			Arguments.of(SHORTEST + "on-sucess: {move: sent}\n",
					"5:13: unknown setting on-sucess.move; did you mean on-success?"),
			Arguments.of(SHORTEST + "hook: {after-run: [sh]}\n",
					"5:20: unknown setting hook.after-run[0]; did you mean hooks?"),
			Arguments.of("source: {directory: /data, region: eu-west-1}\ndestination: {bucket: vault}\n",
					"1:28: unknown setting source.region; region belongs under destination"),
			Arguments.of(SHORTEST + "part_size: 9MB\n", "5:1: unknown setting part_size; part-size belongs under transfer"),
			Arguments.of(SHORTEST + "  giveUpAfter: 7d\n",
					"5:3: unknown setting destination.giveUpAfter; give-up-after belongs at the top, beside source"),
			Arguments.of(SHORTEST + "  path-stile: true\n", "5:3: unknown setting destination.path-stile; "
					+ "did you mean path-style?"),
			Arguments.of(SHORTEST + "  colour: red\n", "5:3: unknown setting destination.colour; there are "
					+ "bucket, region, endpoint, store, path-style, dualstack, fips, "
					+ "accelerate, unsigned-payload, ca-certificates, profile, role-arn, "
					+ "external-id, role-session-name, key, if-exists, storage-class, "
					+ "content-type, cache-control, content-encoding, content-disposition, "
					+ "metadata, tags, acl, encryption, object-lock, expected-owner, "
					+ "requester-pays"),
			// wrong type
			Arguments.of("enabled: perhaps\n" + SHORTEST,
					"1:10: enabled 'perhaps' is not a switch; write true or false"),
			Arguments.of(SHORTEST + "  path-style: mostly\n",
					"5:15: destination.path-style 'mostly' is not a switch; write true or false"),
			Arguments.of("source:\n  settle: a while\n  directory: /data\ndestination:\n  bucket: corp-backups\n",
					"2:11: source.settle 'a while' is not a duration; write 30s, 5m, 2h or 7d"),
			Arguments.of("source:\n  settle: 60\n  directory: /data\ndestination:\n  bucket: corp-backups\n",
					"2:11: source.settle '60' is not a duration; write 30s, 5m, 2h or 7d"),
			Arguments.of(SHORTEST + "give-up-after: \"7\"\n",
					"5:16: give-up-after '7' is not a duration; write 30s, 5m, 2h or 7d"),
			Arguments.of(SHORTEST + "hooks: {time-limit: 5}\n",
					"5:21: hooks.time-limit '5' is not a duration; write 30s, 5m, 2h or 7d"),
			Arguments.of(transfer + "  parts-at-once: many\n",
					"6:18: transfer.parts-at-once 'many' is not a whole number; write one, or auto"),
			Arguments.of(transfer + "  files-at-once: 1.5\n",
					"6:18: transfer.files-at-once '1.5' is not a whole number"),
			Arguments.of(transfer + "  files-at-once: 99999999999\n",
					"6:18: transfer.files-at-once '99999999999' is not a whole number"),
			Arguments.of(SHORTEST + "on-failure: explode\n",
					"5:13: on-failure 'explode' is not one of auto, keep, abort"),
			Arguments.of(SHORTEST + "on-success: remove\n",
					"5:13: on-success 'remove' is not one of keep, delete; or write {move: FOLDER}"),
			// out of bounds
			Arguments.of(transfer + "  parts-at-once: 0\n",
					"6:18: transfer.parts-at-once is 0; it must be from 1 to 256, or auto"),
			Arguments.of(transfer + "  parts-at-once: 257\n",
					"6:18: transfer.parts-at-once is 257; it must be from 1 to 256, or auto"),
			Arguments.of(transfer + "  files-at-once: 65\n",
					"6:18: transfer.files-at-once is 65; it must be from 1 to 64"),
			Arguments.of("source:\n  directory: /data\n  settle: -1s\ndestination:\n  bucket: corp-backups\n",
					"3:11: source.settle is negative; write 0s to take files at once"),
			Arguments.of(SHORTEST + "on-success: {receipt: true}\n",
					"5:23: on-success.receipt needs on-success.move: the receipt is written beside the file that is moved"),
			Arguments.of(SHORTEST + "on-success: {move: \"sent/{dir}/..\"}\n",
					"5:20: on-success.move 'sent/{dir}/..' has '.' or '..' behind a placeholder; "
							+ "write it before the first one"),
			Arguments.of(SHORTEST + "give-up-after: 0s\n", "5:16: give-up-after must be longer than nothing; "
					+ "'on-failure: abort' ends an upload at its first failure"),
			Arguments.of(transfer + "  parts-at-once: 50\n  bandwidth: 199KB\n", "7:14: transfer.bandwidth '199KB' a second "
					+ "is too slow for 50 parts at once, S3 would end their connections; write 200KB or more"),
			Arguments.of(transfer + "  bandwidth: {\"08:00-18:00\": 50, else: 50MB}\n",
					"6:30: transfer.bandwidth[08:00-18:00] '50' a second is too slow for 8 parts at once, "
							+ "S3 would end their connections; write 32KB or more"),
			// no bandwidth
			Arguments.of(transfer + "  bandwidth: {\"08:00-18:00\": 10MB, else: fast}\n",
					"6:42: transfer.bandwidth 'fast' is no bandwidth; write bytes a second such as 50MB, or unlimited"),
			Arguments.of(transfer + "  bandwidth: {\"8-18\": 10MB}\n", "6:23: transfer.bandwidth[8-18] "
					+ "'8-18' is no time window; write 08:00-18:00, Sat,Sun 00:00-24:00 or else"),
			Arguments.of(transfer + "  bandwidth: {\"08:00-08:00\": 10MB}\n", "6:30: transfer.bandwidth[08:00-08:00] "
					+ "'08:00-08:00' is a window without length; the whole day is 00:00-24:00"),
			Arguments.of(transfer + "  bandwidth: {\"08:00-24:01\": 10MB}\n", "6:30: transfer.bandwidth[08:00-24:01] "
					+ "'08:00-24:01': there is no time 24:01"),
			Arguments.of(transfer + "  bandwidth: {\"08:75-09:00\": 10MB}\n", "6:30: transfer.bandwidth[08:75-09:00] "
					+ "'08:75-09:00': there is no time 08:75"),
			Arguments.of(transfer + "  bandwidth: {zone: Mars/Base, else: 1MB}\n", "6:21: transfer.bandwidth[zone] "
					+ "'Mars/Base' is no time zone; write one such as Europe/Berlin"),
			// unusable
			Arguments.of("source:\n  directory: /data\ndestination:\n  bucket: a\n",
					"4:11: destination.bucket 'a' is no bucket name (3 to 63 letters, digits, dots and hyphens)"),
			Arguments.of("source:\n  directory: /data\ndestination:\n  bucket: corp/backups\n",
					"4:11: destination.bucket 'corp/backups' is no bucket name "
							+ "(3 to 63 letters, digits, dots and hyphens)"),
			Arguments.of("source:\n  directory: /data\ndestination:\n  bucket: ''\n",
					"4:11: destination.bucket is missing: the bucket to send to"),
			Arguments.of(SHORTEST.replace("corp-backups", "arn:aws:s3:eu-west-1:123456789012:bucket/x"),
					"4:11: destination.bucket 'arn:aws:s3:eu-west-1:123456789012:bucket/x' is no access point of a "
							+ "bucket; write arn:aws:s3:REGION:ACCOUNT:accesspoint/NAME, or "
							+ "arn:aws:s3::ACCOUNT:accesspoint/ALIAS.mrap for a Multi-Region Access Point"),
			Arguments.of("source:\n  directory: /data\ndestination:\n  bucket: vault--x-s3\n",
					"4:11: destination.bucket 'vault--x-s3' is no directory bucket; "
							+ "their names are like name--use1-az4--x-s3"),
			Arguments.of(SHORTEST + "  role-arn: backup\n", "5:13: destination.role-arn 'backup' is no role; "
					+ "write arn:aws:iam::ACCOUNT:role/NAME"),
			Arguments.of(SHORTEST + "  role-arn: arn:aws:iam::123456789012:role/b\n  external-id: a b\n",
					"6:16: destination.external-id is no external id (2 to 1,224 letters, digits and _+=,.@:/-)"),
			Arguments.of(SHORTEST + "  role-arn: arn:aws:iam::123456789012:role/b\n  role-session-name: a/b\n",
					"6:22: destination.role-session-name 'a/b' is no session name "
							+ "(2 to 64 letters, digits and _+=,.@-)"),
			Arguments.of("source:\n  directory: ' '\ndestination:\n  bucket: corp-backups\n",
					"2:14: source.directory is missing: the folder to take from"),
			Arguments.of("source:\n  directory: ~/src\ndestination:\n  bucket: corp-backups\n",
					"2:14: source.directory '~/src': ~ is not expanded here; write the whole path, or ${HOME}/src"),
			Arguments.of(SHORTEST + "on-success: {move: ~/sent}\n",
					"5:20: on-success.move '~/sent': ~ is not expanded here; write the whole path, or ${HOME}/sent"),
			Arguments.of(SHORTEST + "  key: \"{nam}\"\n", "5:8: destination.key {nam} is no placeholder; there are "
					+ "{name} {stem} {ext} {path} {dir} {modified:yyyy-MM-dd} {date:yyyy-MM-dd} "
							+ "{host} {definition} {sha256-8}"),
			Arguments.of(SHORTEST + "  key: \"\"\n", "5:8: destination.key '' names no object, "
					+ "for it is empty or ends with a slash; write {path} at its end"),
			Arguments.of(SHORTEST + "  key: \"{dir}/\"\n", "5:8: destination.key '{dir}/' names no object, "
					+ "for it is empty or ends with a slash; write {path} at its end"),
			Arguments.of(SHORTEST + "  key: \"{name\"\n", "5:8: destination.key a brace is not closed"),
			Arguments.of(SHORTEST + "  ca-certificates: /no/such.pem\n", "5:20: destination.ca-certificates "
					+ "/no/such.pem cannot be read; it is the PEM file with the store's authority"));
		// @formatter:on
	}

	@Test
	void refuses_a_duration_without_a_unit_from_the_environment_too() throws IOException {
		this.written.variables(Map.of("SETTLE", "60"));

		this.written.problems("source: {directory: /data, settle: \"${SETTLE}\"}\ndestination: {bucket: vault}\n")
			.containsExactly("1:36: source.settle '${SETTLE}' is not a duration; write 30s, 5m, 2h or 7d");
	}

	@ParameterizedTest
	@CsvSource({ "source.directory, 2:14", "destination.bucket, 4:11", "destination.profile, 5:12",
			"transfer.part-size, 7:14", "transfer.parts-at-once, 8:18" })
	void says_which_placeholder_has_no_value(String setting, String place) throws IOException {
		Map<String, String> values = new HashMap<>(
				Map.of("source.directory", "/data", "destination.bucket", "corp-backups", "destination.profile", "p",
						"transfer.part-size", "8MB", "transfer.parts-at-once", "1"));
		values.put(setting, "${VARIABLE}");

		this.written
			.problems("""
					source:
					  directory: %s
					destination:
					  bucket: %s
					  profile: %s
					transfer:
					  part-size: %s
					  parts-at-once: %s
					""".formatted(values.get("source.directory"), values.get("destination.bucket"),
					values.get("destination.profile"), values.get("transfer.part-size"),
					values.get("transfer.parts-at-once")))
			.containsExactly(place + ": " + setting + " needs ${VARIABLE}, which is not set in the environment");
	}

	@Test
	void says_where_a_group_of_settings_is_expected() throws IOException {
		this.written.problems("source: /data\ndestination:\n  bucket: corp-backups\n")
			.hasSize(1)
			.first()
			.asString()
			.startsWith("1:9: source ")
			.endsWith(" is not a group of settings");
	}

	@Test
	void says_where_a_bad_glob_is() throws IOException {
		this.written.problems("""
				source:
				  directory: /data
				  include:
				    - "**/*.dump"
				    - "*.{zst"
				destination:
				  bucket: corp-backups
				""").hasSize(1).first().asString().startsWith("5:7: source.include").contains("'*.{zst' is no glob");
	}

	@Test
	void refuses_a_glob_that_is_empty() throws IOException {
		this.written.problems("""
				source: {directory: /data, include: [~]}
				destination: {bucket: corp-backups}
				""")
			.containsExactly("1:38: source.include[0] is empty and never matches; write a glob, or leave it out");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/data/*.dump", "./*.dump", "../*.dump", "a/../*.dump" })
	void refuses_a_glob_that_never_matches(String glob) throws IOException {
		this.written.problems("""
				source:
				  directory: /data
				  include: ["%s"]
				destination:
				  bucket: corp-backups
				""".formatted(glob))
			.containsExactly("3:13: source.include[0] '" + glob
					+ "' never matches: globs are relative to source.directory, without ./ and ../");
	}

	@Test
	void refuses_a_folder_as_the_glob_of_files() throws IOException {
		this.written.problems("""
				source: {directory: /data, include: ["new/"], exclude: ["cache/"]}
				destination: {bucket: corp-backups}
				""")
			.containsExactly("1:38: source.include[0] 'new/' is a folder and never matches a file; "
					+ "write new/** for all that is in it");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a: &a [*a]", "? &a [*a]\n: b", """
			a: &a [x, x, x, x, x, x]
			b: &b [*a, *a, *a, *a, *a, *a]
			c: &c [*b, *b, *b, *b, *b, *b]
			d: &d [*c, *c, *c, *c, *c, *c]
			e: &e [*d, *d, *d, *d, *d, *d]
			f: [*e, *e, *e, *e, *e, *e]
			""" })
	void refuses_aliases_that_name_each_other(String yaml) throws IOException {
		this.written.problems(yaml)
			.containsExactly("1:1: too many values, or too deep: aliases (*) must not name each other");
	}

	@Test
	void says_that_a_bad_glob_is_among_the_excluded() throws IOException {
		this.written.problems("""
				source:
				  directory: /data
				  exclude: ["*.{tmp"]
				destination:
				  bucket: corp-backups
				""").hasSize(1).first().asString().startsWith("3:13: source.exclude").contains("'*.{tmp' is no glob");
	}

	@Test
	void says_where_a_metadata_name_is_no_header_name() throws IOException {
		this.written.problems(SHORTEST + """
				  metadata:
				    owner: a
				    "cost center": b
				""").hasSize(1).first().asString().startsWith("7:20: destination.metadata").contains("'cost center'");
	}

	@Test
	void says_that_folder_and_bucket_are_missing() throws IOException {
		this.written.problems("description: nothing else")
			.containsExactlyInAnyOrder("source.directory is missing: the folder to take from",
					"destination.bucket is missing: the bucket to send to");
	}

}
