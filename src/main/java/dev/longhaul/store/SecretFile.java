package dev.longhaul.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A file with a secret, which nobody but its owner may read. One of root's may be given
 * to this process by its group: the kubelet makes the files of a Secret so where a pod
 * has an fsGroup, whatever mode they are to have.
 */
public record SecretFile(Path path) {

	private static final Set<PosixFilePermission> OF_OTHERS = EnumSet
		.complementOf(EnumSet.copyOf(PosixFilePermissions.fromString("rwx------")));

	private static final long ROOT = 0;

	/** Of the ids of a process, behind the real one. */
	private static final int EFFECTIVE = 1;

	/** Whether it can be read at all. */
	public boolean isReadable() {
		return Files.isRegularFile(this.path) && Files.isReadable(this.path);
	}

	/** What is wrong with who may read it. */
	public Optional<String> exposure() {
		try {
			Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(this.path);
			boolean open = isOpen(permissions, (int) Files.getAttribute(this.path, "unix:uid"),
					(int) Files.getAttribute(this.path, "unix:gid"), User::ofThisProcess);
			return open ? Optional.of("%s is open to other users; run chmod 600 %1$s".formatted(this.path))
					: Optional.empty();
		}
		catch (IOException | UnsupportedOperationException ex) {
			return Optional.of("cannot find out who may read %s".formatted(this.path));
		}
	}

	/**
	 * Whether others may read it, or may change it.
	 * @param owner its uid
	 * @param group its gid
	 */
	static boolean isOpen(Set<PosixFilePermission> permissions, int owner, int group, Supplier<User> user) {
		Set<PosixFilePermission> ofOthers = EnumSet.copyOf(OF_OTHERS);
		ofOthers.retainAll(permissions);
		boolean toAGroup = owner == ROOT && ofOthers.equals(Set.of(PosixFilePermission.GROUP_READ));
		return !ofOthers.isEmpty() && !(toAGroup && user.get().isGivenBy(group));
	}

	/**
	 * Who a process is to the file system.
	 */
	record User(long uid, Set<Long> groups) {

		private static final Pattern BLANKS = Pattern.compile("\\s+");

		/**
		 * As Linux says it: in a container the user often has no name, and Java's own
		 * call says nothing then.
		 */
		static User ofThisProcess() {
			try {
				List<String> status = Files.readAllLines(Path.of("/proc/self/status"), StandardCharsets.ISO_8859_1);
				Set<Long> groups = new HashSet<>(ids(status, "Gid:"));
				groups.addAll(ids(status, "Groups:"));
				return new User(ids(status, "Uid:").get(EFFECTIVE), groups);
			}
			catch (IOException ex) {
				return new User(ROOT, Set.of()); // nothing is given to anybody
			}
		}

		private static List<Long> ids(List<String> status, String name) {
			return status.stream()
				.filter((line) -> line.startsWith(name))
				.flatMap((line) -> BLANKS.splitAsStream(line).skip(1))
				.map(Long::valueOf)
				.toList();
		}

		/** Whether it is to the group that this user owes what root lets it read. */
		boolean isGivenBy(long group) {
			return this.uid != ROOT && this.groups.contains(group);
		}

	}

}
