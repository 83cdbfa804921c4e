package dev.longhaul.upload;

import java.util.function.Consumer;
import java.util.function.Function;

import dev.longhaul.checksum.Checksum;
import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.part.Part;
import dev.longhaul.source.FileSlice;
import dev.longhaul.source.SourceFile;
import dev.longhaul.store.ObjectSpec;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.PartBody;
import dev.longhaul.store.PartDamaged;
import dev.longhaul.store.Upload;
import dev.longhaul.store.UploadedPart;
import dev.longhaul.store.WriteCondition;
import org.jspecify.annotations.Nullable;

/**
 * Sends parts of one file, and nothing of a file that changed around the part.
 */
public record PartUploader(ObjectStore store, SourceFile file, ChecksumAlgorithm integrity, Transfer transfer,
		Allowance allowance) {

	/** A line or a memory that damages bytes time and again is for a person to find. */
	private static final int TRIES = 3;

	/**
	 * Sends one part of an upload.
	 * @param place told when the connection has taken the bytes
	 */
	public UploadedPart send(Upload upload, Part part, PartPlace place) {
		return sending(part, place, (body) -> this.store.send(upload, body));
	}

	/**
	 * Sends the whole file as one object. A write that sets the time back, since it was
	 * committed what the object must be, would replace what lies under the key.
	 * @param expected nothing is sent that would become another object
	 * @param place told when the connection has taken the bytes
	 * @param answered told at once when the store has answered, though the file may prove
	 * changed: whether it has looked at the body's checksum, as far as it says
	 */
	public void put(ObjectSpec object, Part whole, ExpectedObject expected, WriteCondition condition, PartPlace place,
			Consumer<Boolean> answered) {
		var unused = sending(whole, place, (body) -> {
			if (!expected.isOfWhole(body.checksum())) {
				throw new FileSlice(this.file, whole).changed();
			}
			boolean looked = this.store.put(object, body, condition);
			answered.accept(looked);
			return looked;
		});
	}

	private <T> T sending(Part part, PartPlace place, Function<PartBody, T> request) {
		WatchedSlice slice = new WatchedSlice(new FileSlice(this.file, part), this.allowance.files(), place);
		slice.requireUnchanged();
		try (Transfer.Meter meter = this.transfer.meter(part.length(), place::bodyOut); @Nullable
		HeldPart held = this.allowance.memory().hold(part.length()).orElse(null)) {
			PartLimit.Tries tries = this.allowance.limit().tries();
			PartBody body = (held != null) ? inMemory(held, slice, meter, tries) : onDisk(slice, meter, tries);
			T done = untilItArrives(body, slice, request);
			tries.arrived(part.length());
			slice.requireUnchanged();
			slice.release(this.allowance.pages());
			return done;
		}
	}

	private static <T> T untilItArrives(PartBody body, WatchedSlice slice, Function<PartBody, T> request) {
		for (int tries = 1;; tries++) {
			try {
				return request.apply(body);
			}
			catch (PartDamaged ex) {
				slice.requireSame(body.checksum());
				if (tries == TRIES) {
					throw ex.after(TRIES);
				}
			}
		}
	}

	/** Once the part is summed, its checksum guards it: the store refuses other bytes. */
	private PartBody inMemory(HeldPart held, WatchedSlice slice, Transfer.Meter meter, PartLimit.Tries tries) {
		Part part = slice.slice().part();
		Checksum checksum = slice.read((bytes) -> held.fill(bytes, part.length(), this.integrity));
		return new PartBody(part, checksum,
				new SentContent(held::open, true, meter, this.allowance.bandwidth(), tries));
	}

	/** The file is read once more to send it, as a rule from the page cache. */
	private PartBody onDisk(WatchedSlice slice, Transfer.Meter meter, PartLimit.Tries tries) {
		return new PartBody(slice.slice().part(), slice.checksum(this.integrity),
				new SentContent(slice::open, false, meter, this.allowance.bandwidth(), tries));
	}

}
