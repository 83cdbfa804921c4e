package dev.longhaul;

import java.util.function.Function;

import dev.longhaul.store.Addresses;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.ObjectStores;
import dev.longhaul.store.PartBodies;
import dev.longhaul.store.RequestTerms;
import dev.longhaul.store.Specs;
import dev.longhaul.store.Upload;
import dev.longhaul.store.s3.S3ObjectStores;
import dev.longhaul.stub.AccessKeys;
import dev.longhaul.stub.OpenUpload;
import dev.longhaul.stub.StrictS3;

/**
 * Somebody else who uploads to the same bucket, even under the same keys.
 */
public final class Stranger {

	private Stranger() {
	}

	/** Begins an upload; returns its id. */
	public static String begins(StrictS3 s3, String bucket, String key) {
		return with(s3, bucket, (store) -> store.create(Specs.of(key)).upload().id());
	}

	/** Begins an upload and sends its first part; returns its id. */
	public static String sends(StrictS3 s3, String bucket, String key) {
		return sends(s3, bucket, key, PartBodies.bytes(100, 4711));
	}

	/** The same with this as the first part. */
	public static String sends(StrictS3 s3, String bucket, String key, byte[] part) {
		return with(s3, bucket, (store) -> {
			Upload upload = store.create(Specs.of(key)).upload();
			store.send(upload, PartBodies.of(1, part));
			return upload.id();
		});
	}

	/** Sends other bytes as a part of an upload that is open. */
	public static void sendsPart(StrictS3 s3, OpenUpload upload, int number) {
		with(s3, upload.bucket(), (store) -> {
			Upload ours = new Upload(upload.key(), upload.uploadId());
			return store.send(ours, PartBodies.of(number, PartBodies.bytes(5 << 20, 4711))).etag();
		});
	}

	/** Puts five bytes. */
	public static void puts(StrictS3 s3, String bucket, String key) {
		with(s3, bucket, (store) -> {
			store.put(Specs.of(key), PartBodies.of(1, PartBodies.bytes(5, 4711)));
			return key;
		});
	}

	private static String with(StrictS3 s3, String bucket, Function<ObjectStore, String> work) {
		new AccessKeys().set();
		try (ObjectStores stores = new S3ObjectStores(1)) {
			return work.apply(stores.at(Addresses.at(bucket, s3.endpoint()), RequestTerms.NONE));
		}
	}

}
