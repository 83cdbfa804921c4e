package dev.longhaul.definition;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a mistyped name may mean.
 */
class KnownNamesTest {

	private static final KnownNames NAMES = new KnownNames(
			List.of("key", "home", "tags", "hooks", "region", "part-size", "repository.url", "repository.user"));

	@ParameterizedTest
	@CsvSource({ "kye, key", "tag, tags", "hook, hooks", "regions, region", "reigon, region", "regoins, region",
			"PART_SIZES, part-size", "prtSize, part-size", "REPOSITORY_ULR, repository.url",
			"repositoryUrl, repository.url", "repositry.urls, repository.url", "repository_usr, repository.user" })
	void is_the_nearest_one(String mistyped, String meant) {
		assertThat(NAMES.nearest(mistyped)).contains(meant);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "k", "one", "name", "host", "bucket", "origin", "repository.host", "repository" })
	void is_nothing_where_the_letters_are_others(String name) {
		assertThat(NAMES.nearest(name)).isEmpty();
	}

}
