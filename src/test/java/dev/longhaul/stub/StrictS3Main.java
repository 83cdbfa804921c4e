package dev.longhaul.stub;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The stub in a process of its own, until it is killed, so that a test can kill either
 * side.
 */
public final class StrictS3Main {

	private static final String USAGE = "[--port N] [--bucket NAME]… [--dir PATH] [--min-part BYTES] "
			+ "[--access-key ID] [--discard]";

	private StrictS3Main() {
	}

	public static void main(String[] args) throws InterruptedException {
		StrictS3Options options = StrictS3Options.defaults();
		List<String> buckets = new ArrayList<>();
		for (int i = 0; i < args.length; i++) {
			options = switch (args[i]) {
				case "--port" -> options.port(Integer.parseInt(args[++i]));
				case "--dir" -> options.directory(Path.of(args[++i]));
				case "--min-part" -> options.minPart(Long.parseLong(args[++i]));
				case "--access-key" -> options.accessKeyIds(args[++i]);
				case "--discard" -> options.discardBodies(true);
				case "--bucket" -> {
					buckets.add(args[++i]);
					yield options;
				}
				default -> throw new IllegalArgumentException("Unknown: " + args[i] + "; usage: " + USAGE);
			};
		}
		StrictS3 s3 = StrictS3.start(options);
		Runtime.getRuntime().addShutdownHook(new Thread(s3::close));
		buckets.forEach(s3::createBucket);
		System.out.println("listening " + s3.endpoint());
		Thread.currentThread().join();
	}

}
