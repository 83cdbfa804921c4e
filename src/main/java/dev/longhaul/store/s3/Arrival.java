package dev.longhaul.store.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import dev.longhaul.checksum.Checksum;
import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.store.PartBody;
import dev.longhaul.store.PartDamaged;
import dev.longhaul.store.RequestRefused;
import dev.longhaul.store.UploadedPart;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a store answers to a part with what was sent.
 *
 * @param doing the request, for the messages
 */
record Arrival(RequestName doing, PartBody sent) {

	/**
	 * The part, as it arrived.
	 * @param md5Etag whether an ETag that looks like an MD5 is one
	 * @param checksum that the store verified, as it says, of the algorithm that was
	 * sent; null if it says nothing
	 * @throws PartDamaged if the store has other bytes
	 */
	UploadedPart part(@Nullable String etag, boolean md5Etag, @Nullable Checksum checksum) {
		boolean silent = etag == null || etag.replace("\"", "").isBlank();
		UploadedPart part = new UploadedPart(this.sent.part().number(), this.sent.part().length(),
				silent ? md5() : String.valueOf(etag), this.sent.checksum());
		if (silent && this.sent.checksum().algorithm() == ChecksumAlgorithm.MD5) {
			return part; // keep it as our checksum: the store has not confirmed it
		}
		return (this.sent.checksum().algorithm() == ChecksumAlgorithm.MD5) ? byMd5(part, md5Etag)
				: byChecksum(part, checksum);
	}

	/**
	 * The ETag for Complete, which wants one, where the store answered none.
	 */
	private String md5() {
		if (this.sent.checksum().algorithm() == ChecksumAlgorithm.MD5) {
			return this.sent.checksum().hex();
		}
		try (InputStream in = this.sent.content().look()) {
			return ChecksumAlgorithm.MD5.of(in).hex();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** An ETag that is the MD5 is not kept twice. */
	private UploadedPart byMd5(UploadedPart part, boolean md5Etag) {
		if (!md5Etag || !part.hasMd5Form()) {
			return part; // the store has verified Content-MD5
		}
		if (!part.etag().equalsIgnoreCase(this.sent.checksum().hex())) {
			throw new PartDamaged(this.doing + ": the store's ETag is not the MD5 of what was sent", null);
		}
		return new UploadedPart(part.number(), part.size(), part.etag());
	}

	/** A store that does not know the header ignores it, and says nothing of it. */
	private UploadedPart byChecksum(UploadedPart part, @Nullable Checksum checksum) {
		String name = this.sent.checksum().algorithm().label();
		if (checksum == null) {
			throw new RequestRefused(
					"%s: the store does not verify %s; set transfer.integrity to auto or md5, then abort "
						.formatted(this.doing, name) + "the upload by 'longhaul abort' and run again",
					null);
		}
		requireSame(checksum);
		return part;
	}

	/**
	 * Whether the store says of a whole object that it looked at its checksum.
	 * @param checksum that the store verified, as it says, of the algorithm that was
	 * sent; null if it says nothing
	 * @throws PartDamaged if the store has other bytes
	 */
	boolean isVerified(@Nullable Checksum checksum) {
		if (checksum == null) {
			return false;
		}
		requireSame(checksum);
		return true;
	}

	private void requireSame(Checksum checksum) {
		if (!checksum.equals(this.sent.checksum())) {
			throw new PartDamaged("%s: the store's %s is not that of what was sent".formatted(this.doing,
					this.sent.checksum().algorithm().label()), null);
		}
	}

}
