package dev.longhaul.store.s3;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS's AES-GCM, and MD5 and SHA of the checksums, by the native code of AWS-LC where the
 * installation has it. Those of the JDK are as fast, but only once its second compiler
 * has compiled them, and that costs more CPU than a file of a GiB: the installation
 * starts the JVM without it. Without an installation they suffice, and nothing is
 * unpacked into a folder for temporary files, where a kill would leave it behind.
 */
final class NativeCryptography {

	private static final Logger log = LoggerFactory.getLogger(NativeCryptography.class);

	private static boolean asked;

	private NativeCryptography() {
	}

	private static void install() {
		Throwable problem = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError();
		if (problem == null) {
			AmazonCorrettoCryptoProvider.install();
		}
		else {
			log.warn("TLS and checksums are slow, for their native code does not load ({}); set "
					+ "LONGHAUL_JAVA_OPTIONS=-XX:TieredStopAtLevel=4", problem.getMessage());
		}
	}

	/**
	 * Makes it the JVM's first choice where it loads; once, and who comes meanwhile
	 * waits.
	 */
	static synchronized void prefer() {
		boolean wanted = Boolean.getBoolean("com.amazon.corretto.crypto.provider.useExternalLib")
				&& Boolean.parseBoolean(System.getProperty("longhaul.native-cryptography", "true"));
		if (wanted && !asked) {
			asked = true;
			install();
		}
	}

}
