package dev.longhaul.store.s3;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.longhaul.store.Access;
import dev.longhaul.store.MachineUnfit;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/**
 * The profiles of the AWS config files, as they are now.
 */
final class Profiles {

	private static final Pattern LINE = Pattern.compile("line \\d+");

	private Profiles() {
	}

	/** The definition's, else that of AWS_PROFILE or AWS_DEFAULT_PROFILE. */
	static String name(Access access) {
		return (access.profile() != null) ? access.profile()
				: ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow();
	}

	static Optional<Profile> current(Access access) {
		return file().profile(name(access));
	}

	static ProfileFile file() {
		try {
			return ProfileFile.defaultProfileFile();
		}
		catch (RuntimeException ex) {
			// its words may repeat a line, and that a secret
			Matcher line = LINE.matcher(String.valueOf(ex.getMessage()));
			throw new MachineUnfit("the profiles in ~/.aws/config and ~/.aws/credentials cannot be read%s; correct the "
				.formatted(line.find() ? " (" + line.group() + ")" : "") + "file", null);
		}
	}

}
