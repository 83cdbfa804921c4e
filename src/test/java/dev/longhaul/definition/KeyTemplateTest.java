package dev.longhaul.definition;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

import dev.longhaul.definition.KeyTemplate.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The key that a file gets.
 */
class KeyTemplateTest {

	/** In Berlin it is 2 March already. */
	private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T23:30:00Z"), ZoneId.of("Europe/Berlin"));

	private static final Instant MODIFIED = Instant.parse("2025-12-31T23:15:42Z");

	@ParameterizedTest(name = "{0} of {1}: {2}")
	@CsvSource(delimiter = '|', textBlock = """
			{name}                           | db/eu/a.tar.gz | a.tar.gz
			{stem}                           | db/eu/a.tar.gz | a.tar
			{ext}                            | db/eu/a.tar.gz | gz
			{path}                           | db/eu/a.tar.gz | db/eu/a.tar.gz
			{dir}/{name}                     | db/eu/a.tar.gz | db/eu/a.tar.gz
			{definition}/{name}              | db/eu/a.tar.gz | nightly/a.tar.gz
			{stem}.{ext}                     | a.tar.gz       | a.tar.gz
			{stem}                           | README         | README
			x{ext}                           | README         | x
			{stem}                           | .profile       | .profile
			x{ext}                           | .profile       | x
			{stem}-{ext}                     | .a.b           | .a-b
			{stem}_                          | a.             | a_
			{dir}/{name}                     | a.gz           | a.gz
			db/{dir}/{name}                  | a.gz           | db/a.gz
			db/{dir}/{name}                  | x/y/a.gz       | db/x/y/a.gz
			{dir}/x/{dir}/{name}             | a.gz           | x/a.gz
			/{path}                          | a.gz           | a.gz
			db//{name}                       | a.gz           | db//a.gz
			{modified:yyyy/MM/dd}/{name}     | a.gz           | 2026/01/01/a.gz
			{modified:yyyy-MM-dd'T'HH:mm:ss} | a.gz           | 2026-01-01T00:15:42
			{date:yyyy-MM-dd}/{name}         | a.gz           | 2026-03-02/a.gz
			{date:HH.mm}{date:dd}            | a.gz           | 00.3002
			{date:EEE d MMM}                 | a.gz           | Mon 2 Mar
			{sha256-8}/{name}                | db/eu/a.tar.gz | a7c378c1/a.tar.gz
			{sha256-8}                       | grüße          | 8285d1ad
			static                           | a.gz           | static
			grüße/{name}                     | a b+c%20.gz    | grüße/a b+c%20.gz
			{name}                           | {stem}.gz      | {stem}.gz
			a..b/...{name}                   | c              | a..b/...c
			""")
	void fills_in_the_placeholders(String template, String file, String key) {
		assertThat(KeyTemplate.parse(template).keyOf(subject(file))).isEqualTo(key);
	}

	@Test
	void knows_the_name_of_this_machine() throws UnknownHostException {
		assertThat(keyOf("{host}/{name}")).isEqualTo(InetAddress.getLocalHost().getHostName() + "/a.gz");
	}

	@ParameterizedTest
	@ValueSource(strings = { "../{name}", "a/../{name}", "{name}/..", "..", "./{name}", "a/./{name}", "{ext}/../b" })
	void refuses_a_key_that_would_escape(String template) {
		assertThatExceptionOfType(UnusableKey.class).isThrownBy(() -> keyOf(template))
			.withMessageContaining("escape")
			.withMessageContaining("a.gz")
			.withMessageContaining("destination.key");
	}

	@Test
	void refuses_a_key_that_escapes_by_the_files_own_path() {
		assertThatExceptionOfType(UnusableKey.class)
			.isThrownBy(() -> KeyTemplate.parse("db/{path}").keyOf(subject("../a.gz")))
			.withMessageContaining("escape");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "{dir}", "/", "db/", "{name}/", "db/{dir}" })
	void refuses_a_key_that_is_empty_or_a_folder(String template) {
		assertThatExceptionOfType(UnusableKey.class).isThrownBy(() -> keyOf(template))
			.withMessageContaining("empty or ends with a slash");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "ü", "€", "😀" })
	void refuses_a_key_of_more_than_1024_bytes_in_utf_8(String character) {
		int length = character.getBytes(StandardCharsets.UTF_8).length;
		String longest = character.repeat(1024 / length) + "x".repeat(1024 % length);

		assertThat(keyOf(longest)).isEqualTo(longest);
		assertThatExceptionOfType(UnusableKey.class).isThrownBy(() -> keyOf(longest + "x"))
			.withMessageContaining("1025 bytes")
			.withMessageContaining("1024");
	}

	@Test
	void counts_the_bytes_of_the_whole_key() {
		assertThat(keyOf("x".repeat(1019) + "/{name}")).hasSize(1024);
		assertThatExceptionOfType(UnusableKey.class).isThrownBy(() -> keyOf("x".repeat(1020) + "/{name}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{nam}", "{}", "{ name }", "{NAME}", "{modified}", "{date}", "{size:yyyy}", "{:yyyy}",
			"{sha256-9}" })
	void refuses_an_unknown_placeholder_and_lists_the_known_ones(String template) {
		assertThatIllegalArgumentException().isThrownBy(() -> KeyTemplate.parse("db/" + template))
			.withMessageStartingWith(template + " is no placeholder; there are {name} ")
			.withMessageContaining("{definition}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{date:foo}", "{modified:yyyy-MM-dd'T}", "{date:yyyyyyyyyyyyyyyyyyyyy}" })
	void refuses_an_unknown_date_pattern(String template) {
		assertThatIllegalArgumentException().isThrownBy(() -> KeyTemplate.parse(template));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					{date:}               | {date:} has no pattern; write {date:yyyy-MM-dd}
					{modified: }          | {modified: } has no pattern; write {modified:yyyy-MM-dd}
					{modified:YYYY/MM/dd} | {modified:YYYY/MM/dd} has the year of the week by 'Y', which is another one around New Year; write yyyy, or the week (ww) with it
					{date:yyyy/mm/dd}     | {date:yyyy/mm/dd} has minutes by 'm', and no hour; for the month write MM, for minutes the hour with them
					{date:yyyy'H'mm}      | {date:yyyy'H'mm} has minutes by 'm', and no hour; for the month write MM, for minutes the hour with them
					{date:yyyy-MM-DD}     | {date:yyyy-MM-DD} has the day of the year by 'D'; for that of the month write dd
					""")
	void refuses_a_date_pattern_that_nobody_means(String template, String problem) {
		assertThatIllegalArgumentException().isThrownBy(() -> KeyTemplate.parse("db/" + template + "/{name}"))
			.withMessage(problem);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new OnSuccess(OnSuccess.Action.KEEP, "/sent/" + template, false).folder())
			.withMessage(problem);
	}

	@ParameterizedTest
	@CsvSource({ "{date:YYYY-'W'ww}, 2026-W10", "{date:YYYY}/W{date:ww}, 2026/W10", "{date:HH}-{date:mm}, 00-30",
			"{date:HHmm}, 0030", "{date:yyyy-DDD}, 2026-061", "{date:yyyy'Ym'}, 2026Ym" })
	void takes_the_same_letters_where_they_are_meant(String template, String key) {
		assertThat(keyOf(template)).isEqualTo(key);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{name", "name}", "{{name}}", "{name}}", "{", "}", "a{b{name}", "{date:yyyy{x}}" })
	void refuses_a_brace_that_is_not_balanced(String template) {
		assertThatIllegalArgumentException().isThrownBy(() -> KeyTemplate.parse(template));
	}

	private static String keyOf(String template) {
		return KeyTemplate.parse(template).keyOf(subject("a.gz"));
	}

	private static Subject subject(String file) {
		return new Subject(Path.of(file), MODIFIED, "nightly", CLOCK);
	}

}
