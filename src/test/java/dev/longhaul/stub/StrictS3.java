package dev.longhaul.stub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * An S3 of its own for one test: strict where S3 is strict, failing where the test's
 * script says so, and telling afterwards what it was asked for. Path-style addresses,
 * plain HTTP.
 */
public final class StrictS3 implements AutoCloseable {

	private final Store store;

	private final Access access;

	private final Backend backend;

	private final HttpListener listener;

	private StrictS3(StrictS3Options options, BlobStore blobs) throws IOException {
		this.store = new Store(blobs, options.clock());
		this.access = new Access(options.accessKeyIds());
		this.backend = new Backend(this.store, new S3Service(this.store, this.access, options.minPart()), new Faults(),
				new Journal(), new StubFailures());
		this.listener = new HttpListener(options.port(), this.backend);
	}

	public static StrictS3 start() {
		return start(StrictS3Options.defaults());
	}

	public static StrictS3 start(StrictS3Options options) {
		try {
			BlobStore blobs = new BlobStore(options.directory(), options.discardBodies());
			try {
				return new StrictS3(options, blobs).open();
			}
			catch (IOException ex) {
				blobs.close();
				throw ex;
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public URI endpoint() {
		return URI.create("http://127.0.0.1:" + this.listener.port());
	}

	/** Returns this stub. */
	public StrictS3 createBucket(String name) {
		this.store.create(name);
		return this;
	}

	/** Keeps from now on what is overwritten or deleted, by version ids. */
	public void keepVersions(String bucket) {
		this.store.bucket(bucket).keepVersions();
	}

	/** As a client would: where versions are kept, a delete marker hides the object. */
	public void delete(String bucket, String key) {
		this.store.bucket(bucket).deleteObject(key, null);
	}

	/** What was overwritten or deleted, and is kept. */
	public List<StoredObject> pastVersions(String bucket) {
		return this.store.bucket(bucket).pastVersions();
	}

	/** Shows a lifecycle rule; it is not carried out. */
	public void addLifecycle(String bucket, AbortRule rule) {
		this.store.bucket(bucket).add(rule);
	}

	/**
	 * Whom the bucket belongs to from now on; as long as nobody says it, whom one likes.
	 */
	public void giveTo(String bucket, String account) {
		this.store.ownership().owner(bucket, account);
	}

	/**
	 * In which region the bucket is from now on; as long as nobody says it, in any that
	 * is asked.
	 */
	public void placeIn(String bucket, String region) {
		this.store.placement().place(bucket, region);
	}

	/** Objects of this bucket may be locked from now on. */
	public void enableObjectLock(String bucket) {
		this.store.locks().enable(bucket);
	}

	/** Whoever asks this bucket has to say that he pays. */
	public void letRequesterPay(String bucket) {
		this.store.ownership().requesterPays(bucket);
	}

	public Faults faults() {
		return this.backend.faults();
	}

	/** Makes another access key id good, or an expired one good again. */
	public void allowCredentials(String accessKeyId) {
		this.access.allow(accessKeyId, null);
	}

	/** Makes temporary credentials good: the id counts with its session token only. */
	public void allowCredentials(String accessKeyId, String sessionToken) {
		this.access.allow(accessKeyId, sessionToken);
	}

	/**
	 * Refuses all requests by this id with 403 ExpiredToken until it is allowed again.
	 */
	public void expireCredentials(String accessKeyId) {
		expireCredentials(accessKeyId, 403);
	}

	/** AWS itself answers ExpiredToken with status 400. */
	public void expireCredentials(String accessKeyId, int status) {
		this.access.expire(accessKeyId, status);
	}

	/** All requests that have come to their end, in the order in which they arrived. */
	public List<RecordedRequest> requests() {
		return this.backend.journal().requests();
	}

	public List<RecordedRequest> requests(Op op) {
		return requests().stream().filter((request) -> request.op() == op).toList();
	}

	/**
	 * Waits until so many requests of this kind have arrived since the start, ended or
	 * not.
	 */
	public void awaitRequest(Op op, int count, Duration timeout) {
		this.backend.journal().awaitArrivals(op, count, timeout);
	}

	/**
	 * Waits until so many requests of this kind have been answered or cut since the
	 * start.
	 */
	public void awaitEnd(Op op, int count, Duration timeout) {
		this.backend.journal().awaitEnds(op, count, timeout);
	}

	/**
	 * Per part number, each time that a body was stored whole, whatever became of its
	 * answer.
	 */
	public SortedMap<Integer, List<PartSend>> partSends(String key) {
		return this.store.history().sends(key);
	}

	/** How many times parts were stored that had been stored before. */
	public int resentParts(String key) {
		return partSends(key).values().stream().mapToInt((sends) -> sends.size() - 1).sum();
	}

	/** How many requests sent bytes of the object, as parts or whole. */
	public long bodies(String key) {
		return Stream.of(Op.PUT_OBJECT, Op.UPLOAD_PART)
			.flatMap((op) -> requests(op).stream())
			.filter((request) -> request.key().equals(key))
			.count();
	}

	/** Body bytes of all ended UploadPart requests, stored or not. */
	public long partBytesReceived() {
		return requests(Op.UPLOAD_PART).stream().mapToLong(RecordedRequest::bytesReceived).sum();
	}

	/** Begins an upload for somebody else, whatever XML can tell of its key. */
	public void beginUpload(String bucket, String key) {
		Upload.Name name = new Upload.Name(bucket, key, "strange." + UUID.randomUUID(), this.store.now());
		this.store.bucket(bucket).open(new Upload(name, Map.of(), null));
	}

	/** How often an upload became an object of this key, by whomever. */
	public int completesThatTookEffect(String key) {
		return this.store.history().completions(key);
	}

	public List<OpenUpload> openUploads() {
		return this.store.all().stream().flatMap((bucket) -> bucket.openUploads().stream()).toList();
	}

	public List<StoredObject> objects() {
		return this.store.all().stream().flatMap((bucket) -> bucket.objects().stream()).toList();
	}

	public StoredObject object(String bucket, String key) {
		return objects().stream()
			.filter((object) -> object.bucket().equals(bucket) && object.key().equals(key))
			.findFirst()
			.orElseThrow(() -> new NoSuchElementException("No object " + bucket + "/" + key));
	}

	/**
	 * Cuts all connections, ends all threads and deletes all bytes; fails if the stub or
	 * a hook has failed.
	 */
	@Override
	public void close() {
		try (BlobStore blobs = this.store.blobs()) {
			this.listener.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.backend.failures().raise();
	}

	private StrictS3 open() {
		this.listener.start();
		return this;
	}

}
