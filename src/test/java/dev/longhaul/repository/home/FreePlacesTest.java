package dev.longhaul.repository.home;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * HSQLDB sorts its list of free places, in large arrays, for almost every row. The
 * property that spares it that is for new databases only, and forgotten by those.
 */
@Timeout(60)
class FreePlacesTest {

	@TempDir
	private Path folder;

	@Test
	void a_database_keeps_no_list_of_free_places_neither_new_nor_opened_again() {
		assertThat(free()).isZero();
		assertThat(free()).isZero();
		assertThat(free()).isZero();
	}

	private int free() {
		try (OpenedHome home = OpenedHome.in(this.folder)) {
			return home.jdbc().sql("""
					select PROPERTY_VALUE from INFORMATION_SCHEMA.SYSTEM_PROPERTIES
					where PROPERTY_NAME = 'hsqldb.cache_free_count'""").query(Integer.class).single();
		}
	}

}
