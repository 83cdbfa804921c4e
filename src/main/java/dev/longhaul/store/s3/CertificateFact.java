package dev.longhaul.store.s3;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;

import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * What is wrong with a store's certificate, and what to do. No repetition cures it.
 */
final class CertificateFact {

	private CertificateFact() {
	}

	/**
	 * The sentence, without what was being done; empty where it is no certificate that
	 * failed.
	 * @param root the exception behind all others
	 * @param store for the sentence
	 */
	static Optional<String> of(Throwable root, String store) {
		return advice(root).map((advice) -> advice.formatted("the certificate of " + store, root.getMessage()));
	}

	static boolean isBehind(Throwable failure) {
		return advice(S3Failures.rootOf(failure)).isPresent();
	}

	private static Optional<String> advice(Throwable root) {
		if (root instanceof CertPathBuilderException) {
			return Optional.of("%s is of no authority that is known here (%s); write the PEM file with its authority "
					+ "into destination.ca-certificates, then run again");
		}
		if (root instanceof CertificateExpiredException || root instanceof CertificateNotYetValidException) {
			return Optional.of("%s is not valid (%s); have it renewed, or set this machine's clock, then run again");
		}
		if (root instanceof SSLPeerUnverifiedException || isOfNames(root)) {
			return Optional.of("%s is for another host (%s); correct destination.endpoint, or have a certificate made "
					+ "for this host, then run again");
		}
		if (root instanceof CertificateException || root instanceof CertPathValidatorException) {
			return Optional.of("%s is refused (%s); have another one made, then run again");
		}
		return Optional.empty();
	}

	/** The JDK has no exception of its own for it, only words. */
	private static boolean isOfNames(Throwable root) {
		return root instanceof CertificateException
				&& String.valueOf(root.getMessage()).startsWith("No subject alternative");
	}

}
