package dev.longhaul.store.s3;

import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.utils.SystemSetting;

/**
 * What the AWS CLI takes for profile and region, and the SDK does not: without it the
 * profile {@code default} would count, with which perhaps another account is reached.
 */
final class CliNames {

	private CliNames() {
	}

	/**
	 * Sets them as the SDK's own, which count before them, for all that it looks up in
	 * this process.
	 */
	static void areKnownToTheSdk(Map<String, String> environment) {
		adopt(environment, "AWS_DEFAULT_PROFILE", ProfileFileSystemSetting.AWS_PROFILE);
		adopt(environment, "AWS_DEFAULT_REGION", SdkSystemSetting.AWS_REGION);
	}

	private static void adopt(Map<String, String> environment, String name, SystemSetting own) {
		Optional.ofNullable(environment.get(name))
			.filter((value) -> !value.isBlank() && own.getNonDefaultStringValue().isEmpty())
			.ifPresent((value) -> System.setProperty(own.property(), value));
	}

}
