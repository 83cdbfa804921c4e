package dev.longhaul.source;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Globs mean what they mean everywhere else.
 */
class FileGlobsTest {

	@ParameterizedTest(name = "{0} and {1}: {2}")
	@CsvSource(delimiter = '|', textBlock = """
			**                  | a                    | true
			**                  | a/b/c.dump           | true
			**                  | .hidden              | true
			**                  | .nfs00000000004002160000000b  | false
			**                  | db/.nfs.20051b8a.5ba4         | false
			**                  | .nfs.conf                     | true
			**                  | .fuse_hidden0000004200000001  | false
			db/.fuse_hidden*    | db/.fuse_hidden0000a1b200000001 | false
			**                  | .fuse_hidden                  | true
			**                  | .fuse_hidden0000004200000001/a | true
			*                   | a                    | true
			*                   | a/b                  | false
			*.dump              | a.dump               | true
			*.dump              | a/b.dump             | false
			**/*.dump           | a.dump               | true
			**/*.dump           | a/b.dump             | true
			**/*.dump           | a/b/c.dump           | true
			**/*.dump           | a.dump.zst           | false
			**/*.dump           | dump                 | false
			db/**               | db/a                 | true
			db/**               | db/a/b               | true
			db/**               | db                   | false
			db/**               | other/db/a           | false
			db/**/*.dump        | db/a.dump            | true
			db/**/*.dump        | db/a/b/c.dump        | true
			db/**/*.dump        | a.dump               | false
			**/db/**/*.dump     | db/a.dump            | true
			**/db/**/*.dump     | x/y/db/z/a.dump      | true
			**/db/**/*.dump     | x/mydb/a.dump        | false
			**/**/a             | a                    | true
			*.{dump,zst}        | a.dump               | true
			*.{dump,zst}        | a.zst                | true
			*.{dump,zst}        | a.gz                 | false
			{a,b}/**/*.dump     | b/c/d.dump           | true
			{a,b}/**/*.dump     | c/d.dump             | false
			part-?.bin          | part-1.bin           | true
			part-?.bin          | part-12.bin          | false
			part-[0-9].bin      | part-7.bin           | true
			part-[!0-9].bin     | part-7.bin           | false
			\\[a].bin           | [a].bin              | true
			' **/*.dump '       | a.dump               | true
			A.dump              | a.dump               | false
			""")
	void matches_as_globs_do_everywhere(String glob, String path, boolean matches) {
		assertThat(FileGlobs.of(List.of(glob), List.of()).match(Path.of(path))).isEqualTo(matches);
	}

	@ParameterizedTest(name = "{0}: {1}")
	@CsvSource(delimiter = '|', textBlock = """
			a.dump          | true
			b/c.zst         | true
			b/c.gz          | false
			.a.dump         | false
			b/.c.zst        | false
			tmp/a.dump      | false
			b/tmp/a.dump    | true
			""")
	void takes_what_any_include_matches_and_no_exclude(String path, boolean taken) {
		FileGlobs globs = FileGlobs.of(List.of("**/*.dump", "**/*.zst"), List.of("**/.*", "tmp/**"));

		assertThat(globs.match(Path.of(path))).isEqualTo(taken);
	}

	@ParameterizedTest(name = "{0} and {1}: {2}")
	@CsvSource(delimiter = '|', textBlock = """
			cache               | cache                | false
			cache               | cache/a              | false
			cache               | cache/a/b            | false
			cache               | mycache/a            | true
			cache               | x/cache/a            | true
			cache/              | cache/a              | false
			cache/              | cache/a/b            | false
			cache/              | cache                | true
			**/cache/           | x/cache/a            | false
			**/cache/           | cache/a              | false
			**/.*               | .git/objects/a       | false
			*.tmp               | a.tmp/b              | false
			x/*                 | x/y/z                | false
			[ab]/               | b/x                  | false
			x/*/                | x/a                  | true
			x/*/                | x/y/a                | false
			x/*.old             | x/a                  | true
			x/**/*.old          | x/y/a                | true
			""")
	void leaves_out_all_that_is_in_a_folder_that_an_exclude_matches(String exclude, String path, boolean taken) {
		assertThat(FileGlobs.of(List.of("**"), List.of(exclude)).match(Path.of(path))).isEqualTo(taken);
	}

	@ParameterizedTest(name = "{0} without {1}: {2} {3}")
	@CsvSource(delimiter = '|', textBlock = """
			**                  | lost+found/**        | lost+found   | true
			**                  | lost+found           | lost+found   | true
			**                  | **/lost+found/**     | x/lost+found | true
			**                  | {a,b}/*              | b            | true
			**                  | a/**                 | a/b          | true
			**                  | a/**                 | x            | false
			**                  | a/**/*.tmp           | a            | false
			**                  | a/[!x]*              | a            | false
			**                  | a/b                  | a            | false
			*.dump              | none                 | x            | true
			*.dump              | none                 | x.dump       | true
			db/*.dump           | none                 | x            | true
			db/*.dump           | none                 | db           | false
			db/*.dump           | none                 | db/x         | true
			db/**               | none                 | db/x/y       | false
			db/**               | none                 | x/db         | true
			*/db/**/*.dump      | none                 | x            | false
			*/db/**/*.dump      | none                 | x/y          | true
			**/*.dump           | none                 | x/y          | false
			{a,b/c}/*.dump      | none                 | x            | false
			""")
	void passes_over_folders_in_which_nothing_can_be_meant(String include, String exclude, String folder,
			boolean passedOver) {
		assertThat(FileGlobs.of(List.of(include), List.of(exclude)).passOver(Path.of(folder))).isEqualTo(passedOver);
	}

	@Test
	void takes_nothing_without_an_include() {
		assertThat(FileGlobs.of(List.of(), List.of()).match(Path.of("a"))).isFalse();
	}

	@ParameterizedTest(name = "{0}: {1}")
	@CsvSource(delimiter = '|', textBlock = """
			{**/*.dump,**/*.zst}      | a/b.zst
			{**/*.dump,**/*.zst}      | b.zst
			{logs/**/*.gz,*.dump}     | logs/x/y.gz
			{logs/**/*.gz,*.dump}     | logs/y.gz
			""")
	void knows_any_depth_within_braces_too(String glob, String path) {
		assertThat(FileGlobs.of(List.of(glob), List.of()).match(Path.of(path))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "*.{dump", "part-[0-9.bin", "dump\\" })
	void refuses_a_bad_glob_and_names_it(String glob) {
		assertThatIllegalArgumentException().isThrownBy(() -> FileGlobs.of(List.of(glob), List.of()))
			.withMessageStartingWith("'" + glob + "' is no glob: ");
		assertThatIllegalArgumentException().isThrownBy(() -> FileGlobs.of(List.of("**"), List.of(glob)))
			.withMessageStartingWith("'" + glob + "' is no glob: ");
	}

}
