package dev.longhaul.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.longhaul.checksum.Checksum;
import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.checksum.ObjectChecksum;
import dev.longhaul.part.S3Limits;
import dev.longhaul.upload.ExpectedObject;
import org.jspecify.annotations.Nullable;

/**
 * A bucket in memory that answers as S3 does. It keeps the contract of
 * {@link ObjectStoreContract}, as the real stores do.
 */
public final class FakeObjectStore implements ObjectStore {

	private final Map<String, StoredObject> objects = new HashMap<>();

	private final Map<String, byte[]> contents = new HashMap<>();

	private final Map<String, Long> partSizes = new HashMap<>();

	private final Map<Upload, Begun> uploads = new HashMap<>();

	private final Clock clock;

	private final long smallestPart;

	private final boolean md5Etags;

	private int ids;

	/** As S3 by default. */
	public FakeObjectStore() {
		this(Clock.systemUTC(), S3Limits.MIN_PART_SIZE, true);
	}

	private FakeObjectStore(Clock clock, long smallestPart, boolean md5Etags) {
		this.clock = clock;
		this.smallestPart = smallestPart;
		this.md5Etags = md5Etags;
	}

	/** Takes parts of any length, so that a test needs no large file. */
	public static FakeObjectStore withSmallParts() {
		return new FakeObjectStore(Clock.systemUTC(), 1, true);
	}

	/** The same with the store's own clock. */
	public static FakeObjectStore withSmallParts(Clock clock) {
		return new FakeObjectStore(clock, 1, true);
	}

	/** Encrypts by SSE-KMS: ETags look like MD5s and are none. */
	public static FakeObjectStore withEncryptedSmallParts() {
		return new FakeObjectStore(Clock.systemUTC(), 1, false);
	}

	@Override
	public synchronized CreatedUpload create(ObjectSpec object) {
		Upload upload = new Upload(object.key(), "upload-" + ++this.ids);
		this.uploads.put(upload, new Begun(object, this.clock.instant(), new TreeMap<>()));
		return new CreatedUpload(upload, true, false);
	}

	@Override
	public UploadedPart send(Upload upload, PartBody body) {
		begun(upload);
		byte[] bytes = verified("UploadPart %d of %s".formatted(body.part().number(), upload.key()), body);
		return store(upload, body, bytes);
	}

	private synchronized UploadedPart store(Upload upload, PartBody body, byte[] bytes) {
		int number = body.part().number();
		UploadedPart part = new UploadedPart(number, bytes.length, etag(bytes), kept(body.checksum()));
		begun(upload).parts().put(number, new Sent(part, ByteBuffer.wrap(bytes)));
		return part;
	}

	@Override
	public synchronized List<UploadedPart> listParts(Upload upload) {
		return begun(upload).parts().values().stream().map(Sent::part).toList();
	}

	@Override
	public synchronized void complete(Upload upload, Completion completion) {
		List<UploadedPart> parts = completion.parts();
		Begun begun = begun(upload);
		List<Sent> listed = listed(begun, parts);
		ByteBuffer content = ByteBuffer.allocate(listed.stream().mapToInt((sent) -> sent.bytes().remaining()).sum());
		listed.forEach((sent) -> content.put(sent.bytes().duplicate()));
		ByteBuffer digests = ByteBuffer.allocate(listed.size() * 16);
		listed.forEach((sent) -> digests.put(HexFormat.of().parseHex(sent.part().etag())));
		ObjectChecksum checksum = ExpectedObject.ofParts(listed.stream().map(Sent::part).toList())
			.checksum()
			.orElse(null);
		if (completion.checksum() != null && !completion.checksum().equals(checksum)) {
			throw new PartDamaged("400 BadDigest", null);
		}
		requireAbsent(upload.key(), completion.condition());
		this.uploads.remove(upload);
		this.partSizes.put(upload.key(), parts.get(0).size());
		keep(begun.object(), content.array(), PartBodies.md5(digests.array()) + "-" + listed.size(), checksum);
	}

	/** An MD5 is verified and not kept; it is the ETag where nothing is encrypted. */
	private static @Nullable Checksum kept(Checksum checksum) {
		return (checksum.algorithm() != ChecksumAlgorithm.MD5) ? checksum : null;
	}

	private List<Sent> listed(Begun begun, List<UploadedPart> parts) {
		if (parts.isEmpty()) {
			throw new RequestRefused("400 MalformedXML", null);
		}
		if (!parts.stream().map(UploadedPart::number).toList().equals(ascending(parts))) {
			throw new RequestRefused("400 InvalidPartOrder", null);
		}
		List<Sent> listed = parts.stream().map((part) -> sent(begun, part)).toList();
		if (listed.stream().limit(listed.size() - 1L).anyMatch((sent) -> sent.part().size() < this.smallestPart)) {
			throw new RequestRefused("400 EntityTooSmall", null);
		}
		return listed;
	}

	private static List<Integer> ascending(List<UploadedPart> parts) {
		return parts.stream().map(UploadedPart::number).distinct().sorted().toList();
	}

	private void requireAbsent(String key, WriteCondition condition) {
		if (condition == WriteCondition.IF_ABSENT && this.objects.containsKey(key)) {
			throw new PreconditionFailed("412 PreconditionFailed", null);
		}
	}

	private static Sent sent(Begun begun, UploadedPart part) {
		Sent sent = begun.parts().get(part.number());
		if (sent == null || !sent.part().etag().equals(part.etag())) {
			throw new PartUnknown("400 InvalidPart " + part.number(), null);
		}
		return sent;
	}

	@Override
	public synchronized void abort(Upload upload) {
		begun(upload);
		this.uploads.remove(upload);
	}

	@Override
	public boolean put(ObjectSpec object, PartBody body, WriteCondition condition) {
		byte[] bytes = verified("PutObject of " + object.key(), body);
		synchronized (this) {
			requireAbsent(object.key(), condition);
			this.partSizes.remove(object.key());
			Checksum checksum = kept(body.checksum());
			keep(object, bytes, etag(bytes), (checksum != null) ? ObjectChecksum.of(checksum) : null);
			return checksum != null;
		}
	}

	@Override
	public synchronized Optional<StoredObject> head(String key) {
		return Optional.ofNullable(this.objects.get(key));
	}

	@Override
	public Optional<StoredObject> headForCertain(String key) {
		return head(key);
	}

	@Override
	public synchronized List<OpenUpload> openUploads(String key) {
		return openUploads().all().stream().filter((open) -> open.upload().key().equals(key)).toList();
	}

	@Override
	public synchronized OpenUploads openUploads() {
		return new OpenUploads(this.uploads.entrySet()
			.stream()
			.map((entry) -> new OpenUpload(entry.getKey(), entry.getValue().initiated()))
			.sorted(Comparator.comparing(OpenUpload::initiated))
			.toList(), true);
	}

	@Override
	public ObjectReader reader() {
		return new ObjectReader() {

			@Override
			public Optional<StoredObject> head(String key, @Nullable String versionId) {
				return (versionId != null) ? Optional.empty() : FakeObjectStore.this.head(key);
			}

			@Override
			public OptionalLong partSize(ObjectVersion object) {
				current(object);
				Long size = FakeObjectStore.this.partSizes.get(object.key());
				return (size != null) ? OptionalLong.of(size) : OptionalLong.empty();
			}

			@Override
			public InputStream read(ObjectVersion object, long offset, long length) {
				return new ByteArrayInputStream(current(object), (int) offset, (int) length);
			}

		};
	}

	private synchronized byte[] current(ObjectVersion object) {
		StoredObject there = this.objects.get(object.key());
		if (there == null || !there.etag().equals(object.etag())) {
			throw new PreconditionFailed("412 PreconditionFailed", null);
		}
		return this.contents.getOrDefault(object.key(), new byte[0]);
	}

	/** The bytes of an object, null if there is none of this key. */
	public synchronized byte @Nullable [] content(String key) {
		return this.contents.get(key);
	}

	private synchronized Begun begun(Upload upload) {
		Begun begun = this.uploads.get(upload);
		if (begun == null) {
			throw new UploadGone("404 NoSuchUpload", null);
		}
		return begun;
	}

	private void keep(ObjectSpec object, byte[] bytes, String etag, @Nullable ObjectChecksum checksum) {
		Map<String, String> metadata = object.metadata()
			.entrySet()
			.stream()
			.collect(Collectors.toMap((entry) -> entry.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
		this.objects.put(object.key(), new StoredObject(object.key(), bytes.length, etag, null,
				new StoredEncryption(this.md5Etags ? null : "aws:kms", false), checksum, metadata));
		this.contents.put(object.key(), bytes);
	}

	private String etag(byte[] bytes) {
		return this.md5Etags ? PartBodies.md5(bytes)
				: PartBodies.md5(("encrypted " + ++this.ids).getBytes(StandardCharsets.UTF_8));
	}

	private static byte[] verified(String doing, PartBody body) {
		try (InputStream in = body.content().open()) {
			byte[] bytes = in.readAllBytes();
			if (bytes.length != body.part().length()) {
				throw new RequestRefused(doing + ": 400 IncompleteBody", null);
			}
			if (!body.checksum().algorithm().of(bytes).equals(body.checksum())) {
				throw new PartDamaged(doing + ": 400 BadDigest", null);
			}
			return bytes;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private record Begun(ObjectSpec object, Instant initiated, SortedMap<Integer, Sent> parts) {

	}

	private record Sent(UploadedPart part, ByteBuffer bytes) {

	}

}
