package dev.longhaul.upload;

import java.util.List;
import java.util.function.Function;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.store.Completion;
import dev.longhaul.store.Conditions;
import dev.longhaul.store.Encryption;
import dev.longhaul.store.EncryptionPassedOver;
import dev.longhaul.store.ObjectSpec;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.PartDamaged;
import dev.longhaul.store.PreconditionFailed;
import dev.longhaul.store.RequestRefused;
import dev.longhaul.store.StoreException;
import dev.longhaul.store.StoreProbe;
import dev.longhaul.store.StoredObject;
import dev.longhaul.store.Upload;
import dev.longhaul.store.UploadedPart;
import dev.longhaul.store.WriteCondition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns what a store verifies by sending it some bytes with a wrong checksum, and a
 * request whose condition does not hold. What a store merely accepts is not verified.
 * Takes everything away again; what it cannot is said.
 */
public final class StoreTrial {

	private static final Logger log = LoggerFactory.getLogger(StoreTrial.class);

	/** The strongest first; digests cost more than they are worth against damage. */
	private static final List<ChecksumAlgorithm> CANDIDATES = List.of(ChecksumAlgorithm.CRC64NVME,
			ChecksumAlgorithm.CRC32C);

	private final StoreProbe probe;

	private final ObjectSpec likeThis;

	private final TrialObjects objects;

	/**
	 * A trial.
	 * @param likeThis an object as it would be sent: the trial's have the same settings
	 * and lie beside it, where the credentials may write
	 */
	public StoreTrial(StoreProbe probe, ObjectSpec likeThis) {
		this.probe = probe;
		this.likeThis = likeThis;
		this.objects = new TrialObjects(probe);
	}

	/**
	 * The strongest checksum that the store verifies.
	 * @throws StoreException if it cannot be asked
	 */
	public ChecksumAlgorithm integrity() {
		return CANDIDATES.stream().filter(this::verifies).findFirst().orElse(ChecksumAlgorithm.MD5);
	}

	/**
	 * Whether the store refuses a part and an object that are not what their checksum
	 * says, takes a part that is, and says so.
	 */
	public boolean verifies(ChecksumAlgorithm integrity) {
		try {
			return withUpload(spec(integrity),
					(upload) -> refusesDamage(upload, integrity) && TrialBody.good(integrity)
						.checksum()
						.equals(store().send(upload, TrialBody.good(integrity)).checksum()))
					&& refusesDamage(integrity);
		}
		catch (RequestRefused ex) {
			requireUploads();
			return false; // it does not know the algorithm, and says so
		}
	}

	/**
	 * Whether the store refuses a part and an object that are not what their Content-MD5
	 * says, by whatever name.
	 * @throws RequestRefused if it refuses every part
	 */
	public boolean verifiesContentMd5() {
		return withUpload(spec(ChecksumAlgorithm.MD5), (upload) -> {
			try {
				return this.probe.refusesDamage(upload) && refusesDamage(ChecksumAlgorithm.MD5);
			}
			catch (RequestRefused ex) {
				store().send(upload, TrialBody.good(ChecksumAlgorithm.MD5));
				return true;
			}
		});
	}

	/**
	 * Looks whether it is the checksum that was refused, and not the encryption or
	 * another setting, which somebody will correct.
	 * @throws RequestRefused if it is not
	 */
	private void requireUploads() {
		withUpload(spec(ChecksumAlgorithm.MD5), Upload::id);
	}

	private boolean refusesDamage(Upload upload, ChecksumAlgorithm integrity) {
		try {
			store().send(upload, TrialBody.damaged(integrity));
			return false;
		}
		catch (PartDamaged ex) {
			return true;
		}
	}

	/** A file of one part is a PutObject, which may check less than UploadPart. */
	private boolean refusesDamage(ChecksumAlgorithm integrity) {
		ObjectSpec object = spec(integrity);
		try {
			this.objects.put(object, TrialBody.damaged(integrity));
		}
		catch (PartDamaged ex) {
			return true;
		}
		this.objects.takeAway(object.key());
		return false;
	}

	/**
	 * Which requests honour If-None-Match.
	 * @throws StoreException if it cannot be asked
	 */
	public Conditions conditions() {
		ObjectSpec object = spec(ChecksumAlgorithm.MD5);
		this.objects.put(object, TrialBody.good(ChecksumAlgorithm.MD5));
		try {
			boolean put = isRefused(
					() -> store().put(object, TrialBody.good(ChecksumAlgorithm.MD5), WriteCondition.IF_ABSENT));
			return !put ? Conditions.NONE : completes(object) ? Conditions.BOTH : Conditions.PUT_ONLY;
		}
		finally {
			this.objects.takeAway(object.key());
		}
	}

	/**
	 * Whether the ETag of an object that was made of parts is the one that follows from
	 * their MD5s.
	 */
	public boolean makesMd5Etags() {
		ObjectSpec object = spec(ChecksumAlgorithm.MD5);
		try {
			return withUpload(object, (upload) -> {
				List<UploadedPart> parts = List.of(store().send(upload, TrialBody.good(ChecksumAlgorithm.MD5)));
				store().complete(upload, Completion.of(parts));
				return store().head(object.key()).stream().allMatch(ExpectedObject.ofParts(parts)::isIn);
			});
		}
		finally {
			this.objects.takeAway(object.key());
		}
	}

	/**
	 * Looks whether an object is encrypted as the settings ask for, by what the store
	 * says of it.
	 * @throws EncryptionPassedOver if it is not
	 */
	public void requireEncryption() {
		ObjectSpec object = spec(ChecksumAlgorithm.MD5);
		Encryption.Type asked = object.settings().encryption().type();
		this.objects.put(object, TrialBody.good(ChecksumAlgorithm.MD5));
		try {
			store().head(object.key())
				.map(StoredObject::encryption)
				.filter((said) -> !said.is(asked))
				.ifPresent((said) -> {
					throw new EncryptionPassedOver(
							("the store passes over destination.encryption (%s): what was written to try it %s; let it ask for "
									+ "what the store does, or use a store that encrypts, then run again")
								.formatted(asked.label(), said.told()));
				});
		}
		finally {
			this.objects.takeAway(object.key());
		}
	}

	private boolean completes(ObjectSpec object) {
		return withUpload(object, (upload) -> {
			UploadedPart part = store().send(upload, TrialBody.good(ChecksumAlgorithm.MD5));
			return isRefused(
					() -> store().complete(upload, new Completion(List.of(part), null, WriteCondition.IF_ABSENT)));
		});
	}

	/** A store that answers 501 to the condition does not ignore it: nothing is lost. */
	private static boolean isRefused(Runnable request) {
		try {
			request.run();
			return false;
		}
		catch (PreconditionFailed ex) {
			return true;
		}
		catch (RequestRefused ex) {
			return false;
		}
	}

	private <T> T withUpload(ObjectSpec object, Function<Upload, T> work) {
		Upload upload = store().create(object).upload();
		try {
			return work.apply(upload);
		}
		finally {
			abort(upload);
		}
	}

	private void abort(Upload upload) {
		try {
			new UploadFinisher(store()).abort(upload);
		}
		catch (StoreException | AbortUnfinished ex) {
			log.warn("the trial's upload of {} is left: {}; 'longhaul sweep' aborts it when it is an hour old",
					upload.key(), ex.getMessage());
		}
	}

	private ObjectStore store() {
		return this.probe.store();
	}

	private ObjectSpec spec(ChecksumAlgorithm integrity) {
		return this.likeThis.at(TrialName.ofTrial(this.likeThis.key()), integrity);
	}

}
