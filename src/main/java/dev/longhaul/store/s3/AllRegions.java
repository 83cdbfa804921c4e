package dev.longhaul.store.s3;

import dev.longhaul.store.BucketKind;
import dev.longhaul.store.MachineUnfit;
import dev.longhaul.store.StoreAddress;
import software.amazon.awssdk.crt.CRT;
import software.amazon.awssdk.crt.CrtRuntimeException;

/**
 * The signature for all regions (SigV4A), which the SDK makes for Multi-Region Access
 * Points by native code.
 */
final class AllRegions {

	private AllRegions() {
	}

	/**
	 * Sees that requests to the address can be signed.
	 * @throws MachineUnfit if they would need native code that does not load here
	 */
	static void signatureFor(StoreAddress address) {
		if (!BucketKind.isMultiRegion(address.bucket())) {
			return;
		}
		try {
			CRT.checkLoaded();
		}
		catch (CrtRuntimeException ex) {
			Throwable reason = (ex.getCause() != null) ? ex.getCause() : ex;
			throw new MachineUnfit(
					("a Multi-Region Access Point needs signatures for all regions (SigV4A), and the native code for "
							+ "them, which is here for Linux with glibc on x86_64 and aarch64, cannot be loaded (%s). It is "
							+ "unpacked into %s, where it has to be executable. Write the bucket, or an access point of one "
							+ "region, or name another folder by LONGHAUL_JAVA_OPTIONS=-Djava.io.tmpdir=FOLDER")
						.formatted(String.valueOf(reason.getMessage()).lines().findFirst().orElse(""),
								System.getProperty("java.io.tmpdir")),
					ex);
		}
	}

}
