package dev.longhaul;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * MD5 and SHA in native code, as an installation has them, for each class of tests: they
 * run without the JVM's second compiler, and by its first the digests of stores and
 * uploads took a quarter of the processor.
 */
public final class NativeDigests implements BeforeAllCallback {

	@Override
	public void beforeAll(ExtensionContext context) {
		// does nothing where its native code does not load, nor the second time
		AmazonCorrettoCryptoProvider.install();
	}

}
