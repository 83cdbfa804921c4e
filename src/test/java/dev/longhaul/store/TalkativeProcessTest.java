package dev.longhaul.store;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a place gives instead of credentials may hold a secret: it is in no message and in
 * no stack trace, which the log gets.
 */
class TalkativeProcessTest extends CredentialSources {

	private static final String NO_JSON = "echo hush-hush";

	private static final String NO_STRING = "echo '{\"Version\": 1, \"AccessKeyId\": \"A\", \"SecretAccessKey\": hush-hush}'";

	private static final String NO_TIME = "echo '{\"Version\": 1, \"AccessKeyId\": \"A\", \"SecretAccessKey\": \"s\", "
			+ "\"Expiration\": \"hush-hush\"}'";

	private static final String FAILS = "echo hush-hush >&2; exit 3";

	@BeforeEach
	void the_sdk_asks_once() {
		this.settings.set("aws.maxAttempts", "1");
	}

	@ParameterizedTest
	@ValueSource(strings = { NO_JSON, NO_STRING, NO_TIME, FAILS })
	void the_output_of_a_process_is_told_nowhere_and_needs_a_person(String command) throws IOException {
		process(command);

		assertNeedsAPerson(failure(new Access("process", null)),
				"the credential_process of the profile 'process' gives "
						+ "no credentials; run it by hand and see why, then run again");
	}

	@ParameterizedTest
	@ValueSource(strings = { NO_JSON, FAILS })
	void neither_is_it_where_a_role_is_assumed_by_it(String command) throws IOException {
		process(command);

		assertNeedsAPerson(failure(new Access("role", null)), "the profile 'role' gives no credentials (");
	}

	@Test
	void neither_is_it_where_another_setting_of_the_profile_is_wrong() throws IOException {
		process(FAILS + "\naws_secret_access_key = hush-hush-too");

		assertNeedsAPerson(failure(new Access("process", null)),
				"the profile 'process' has only one of aws_access_key_id and aws_secret_access_key");
	}

	@Test
	void a_process_that_the_environment_names_is_no_more_told_of() throws IOException {
		process(NO_JSON);
		this.settings.set("aws.profile", "process");

		assertNeedsAPerson(failure(Access.USUAL),
				"the credential_process of the profile 'process' gives no credentials; ");
	}

	@Test
	void a_container_that_gives_no_json_needs_a_person() {
		this.settings.set("aws.containerCredentialsFullUri", this.cloud.at("/container").toString());
		this.cloud.refuse(200, "hush-hush");

		assertNeedsAPerson(failure(Access.USUAL), "the container gives no credentials (");
	}

	private void process(String command) throws IOException {
		profiles("""
				[profile role]
				role_arn = %s
				source_profile = process
				[profile process]
				region = eu-west-1
				credential_process = %s
				""".formatted(ROLE, command));
	}

	private static void assertNeedsAPerson(StoreException failure, String sentence) {
		StringWriter trace = new StringWriter();
		failure.printStackTrace(new PrintWriter(trace));
		assertThat(failure).isInstanceOf(CredentialsMissing.class).hasMessageContaining(sentence);
		assertThat(trace.toString()).doesNotContain("hush-hush");
	}

}
