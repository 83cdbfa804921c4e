package dev.longhaul.repository.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;

import dev.longhaul.repository.RepositoryUnusable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Small files of a home that cannot be read or written: a folder has their name, which
 * root cannot read or replace either.
 */
class HomeFilesTest {

	@TempDir
	private Path folder;

	private Path password;

	private Path owner;

	@BeforeEach
	void has_a_repository() {
		OpenedHome.in(this.folder).close();
		this.password = this.folder.resolve("password");
		this.owner = this.folder.resolve("owner.json");
	}

	@Test
	void are_for_the_eyes_of_its_user_alone() throws IOException {
		try (HomeLock lock = take()) {
			for (Path secret : new Path[] { this.password, this.owner }) {
				assertThat(Files.getPosixFilePermissions(secret))
					.isEqualTo(PosixFilePermissions.fromString("rw-------"));
			}
		}
	}

	@Test
	void a_password_that_cannot_be_read_is_named_with_what_to_do() throws IOException {
		Files.delete(this.password);
		Files.createDirectory(this.password);

		assertThatExceptionOfType(RepositoryUnusable.class)
			.isThrownBy(() -> new Home(this.folder).access().connectOnce())
			.withMessage("%s cannot be read (Is a directory), and the repository cannot be opened without it; "
					+ "let this user read it, or put it back from a copy of the home", this.password);
	}

	@Test
	void a_repository_without_its_password_gets_no_other_one() throws IOException {
		Files.move(this.password, this.folder.resolve("kept"));

		assertThatExceptionOfType(RepositoryUnusable.class).isThrownBy(this::take)
			.withMessageContaining("(%s is missing); nothing was started", this.password);

		assertThat(this.password).doesNotExist();
		Files.move(this.folder.resolve("kept"), this.password);
		OpenedHome.in(this.folder).close();
	}

	@Test
	void a_password_that_is_not_that_of_the_repository_is_named() throws IOException {
		Files.writeString(this.password, "");

		assertThatExceptionOfType(RepositoryUnusable.class)
			.isThrownBy(() -> new EmbeddedReader(new Home(this.folder)).read((jdbc, claimed) -> 1))
			.withMessageContaining("cannot be opened (%s is not its password); nothing was started", this.password);
	}

	@Test
	void an_owner_that_cannot_be_written_down_does_not_get_the_home() throws IOException {
		Path inTheWay = standsInTheWayOf(this.owner);

		assertThatExceptionOfType(RepositoryUnusable.class).isThrownBy(this::take)
			.withMessageMatching("the home %s cannot be written \\(%s\\S+ -> %2$s: Is a directory\\); free it or .*"
				.formatted(this.folder, this.owner));

		assertThat(this.folder).isDirectoryNotContaining("glob:**.new");
		Files.delete(inTheWay);
		Files.delete(this.owner);
		take().close();
	}

	@Test
	void an_owner_that_cannot_be_read_is_said_to_be_unknown() throws IOException {
		Files.writeString(this.owner, "{");
		Home home = new Home(this.folder);

		assertThat(new HomeInUse(home, Owner.of(home))).hasMessage(
				"another process holds %s, and %s does not say which (it is damaged); wait until it has ended",
				this.folder, this.owner);
	}

	@Test
	void a_home_is_free_again_though_the_file_of_its_owner_cannot_be_deleted() throws IOException {
		HomeLock lock = take();
		Files.delete(this.owner);
		Path inTheWay = standsInTheWayOf(this.owner);

		lock.close();

		Files.delete(inTheWay);
		Files.delete(this.owner);
		take().close();
		assertThat(this.owner).doesNotExist();
	}

	private HomeLock take() {
		return HomeLock.take(new Home(this.folder), Claim.atOnce("run"), Clock.systemUTC());
	}

	/** Makes a folder of that name that is not empty; gives what is in it. */
	private static Path standsInTheWayOf(Path file) throws IOException {
		return Files.createFile(Files.createDirectory(file).resolve("something"));
	}

}
