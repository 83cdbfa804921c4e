package dev.longhaul.quickstart;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/**
 * S3Proxy in this process: a real S3 server over HTTP that keeps its objects in a folder.
 */
public final class EmbeddedS3 implements AutoCloseable {

	public static final String IDENTITY = "quickstart";

	public static final String SECRET = "quickstart-secret";

	/** The longest part or object whose signed body S3Proxy takes into memory. */
	private static final int MAX_SIGNED_BODY = 128 << 20;

	private final S3Proxy server;

	private EmbeddedS3(S3Proxy server) {
		this.server = server;
	}

	/**
	 * Starts on a free port of 127.0.0.1.
	 * @param folder where the objects are kept
	 * @param bucket that is made if it is not there
	 */
	public static EmbeddedS3 start(Path folder, String bucket) throws Exception {
		Files.createDirectories(folder.resolve(bucket));
		Properties files = new Properties();
		files.setProperty("jclouds.filesystem.basedir", folder.toAbsolutePath().toString());
		files.setProperty("jclouds.identity", IDENTITY);
		files.setProperty("jclouds.credential", SECRET);
		S3Proxy server = S3Proxy.builder()
			.endpoint(URI.create("http://127.0.0.1:0"))
			.awsAuthentication(AuthenticationType.AWS_V2_OR_V4, IDENTITY, SECRET)
			.blobStore(BlobStores.create("filesystem-nio2", files))
			.v4MaxNonChunkedRequestSize(MAX_SIGNED_BODY)
			.ignoreUnknownHeaders(true)
			.stopTimeout(0)
			.build();
		server.start();
		return new EmbeddedS3(server);
	}

	public URI endpoint() {
		return URI.create("http://127.0.0.1:" + this.server.getPort());
	}

	@Override
	public void close() throws Exception {
		this.server.stop();
	}

}
