package dev.longhaul.store;

import java.util.List;
import java.util.Map;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.part.S3Limits;

/**
 * A store with an empty bucket, and the requests that tests make of it. A store that is
 * known to be lax says so by overriding one of the methods that name the laxity.
 */
interface StoreUnderTest {

	int FIVE_MIB = (int) S3Limits.MIN_PART_SIZE;

	String KEY = "folder/file.bin";

	String MARKER = "0123-4567";

	/** The one that was opened for this test. */
	ObjectStore store();

	/**
	 * False where UploadPart and ListParts do not look whether there is such an upload.
	 */
	default boolean looksForTheUploadOfAPart() {
		return true;
	}

	/**
	 * False where a repeated Complete is answered as the first one was, as AWS may do.
	 */
	default boolean refusesToCompleteAgain() {
		return true;
	}

	/** False where Complete sorts the parts that it is given. */
	default boolean refusesPartsOutOfOrder() {
		return true;
	}

	/** False where ListParts does not tell the checksums of the parts. */
	default boolean listsTheChecksumsOfParts() {
		return true;
	}

	/** False where HeadObject does not know the parts that an object was made of. */
	default boolean knowsThePartsOfAnObject() {
		return true;
	}

	/** False where only the ETag tells that a part is not what its Content-MD5 says. */
	default boolean verifiesTheMd5OfParts() {
		return true;
	}

	/** What a store's answer to damaged bytes is taken for. */
	default Class<? extends StoreException> refusalOfDamage() {
		return PartDamaged.class;
	}

	/** False where an upload's id is good with other keys than its own. */
	default boolean tiesAnUploadToItsKey() {
		return true;
	}

	/** More than one page of ListParts has. */
	default int partsOfALongList() {
		return 1_001;
	}

	default Upload begin(String key) {
		return store().create(spec(key)).upload();
	}

	default UploadedPart send(Upload upload, int number, int length) {
		return store().send(upload, PartBodies.of(number, PartBodies.bytes(length, number)));
	}

	default void complete(Upload upload, UploadedPart... parts) {
		store().complete(upload, Completion.of(List.of(parts)));
	}

	default ObjectSpec spec(String key) {
		return spec(key, ChecksumAlgorithm.MD5);
	}

	default ObjectSpec spec(String key, ChecksumAlgorithm integrity) {
		return new ObjectSpec(key, Map.of(StoredObject.MARKER, MARKER, "owner", "team a"),
				ObjectSettings.NONE.withContentType("application/octet-stream"), integrity);
	}

}
