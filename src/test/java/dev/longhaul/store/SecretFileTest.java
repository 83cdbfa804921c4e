package dev.longhaul.store;

import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may read a secret: its owner, and whom root gives it to by a group, as the kubelet
 * does with a Secret under an fsGroup.
 */
class SecretFileTest {

	@ParameterizedTest
	@CsvSource({ "rw-------, 10001, 10001", "r--------, 10001, 10001", "r--------, 0, 10001", "r--r-----, 0, 10001",
			"rw-r-----, 0, 10001", "r--r-----, 0, 20" })
	void is_closed(String permissions, int owner, int group) {
		assertThat(isOpen(permissions, owner, group, 10001)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "r--r--r--, 0, 10001", "rw-r--r--, 0, 10001", "r-----r--, 0, 10001", "r--rw----, 0, 10001",
			"r--r-x---, 0, 10001", "r--r-----, 10001, 10001", "r--r-----, 500, 10001", "r--r-----, 0, 30" })
	void is_open_to_others(String permissions, int owner, int group) {
		assertThat(isOpen(permissions, owner, group, 10001)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "r--r-----, true", "rw-r-----, true", "r--------, false" })
	void of_root_is_read_by_root_alone(String permissions, boolean open) {
		assertThat(isOpen(permissions, 0, 10001, 0)).isEqualTo(open);
	}

	private static boolean isOpen(String permissions, int owner, int group, int user) {
		return SecretFile.isOpen(PosixFilePermissions.fromString(permissions), owner, group,
				() -> new SecretFile.User(user, Set.of(20L, 10001L)));
	}

}
