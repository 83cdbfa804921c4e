package dev.longhaul.verify;

import java.nio.file.Path;
import java.util.List;

import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceFile;
import dev.longhaul.store.StoredObject;
import dev.longhaul.upload.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * What is to be verified: an object, what is known of its delivery, and where its file
 * may be.
 *
 * @param upload its number in the repository; null where that does not know it
 * @param receipt null where none is known: then the file is all there is
 * @param files where the file was and where it was moved to, as text: this process's
 * locale may not be able to read the names
 * @param given whether the file was named as the one to compare with, so that another
 * version of it is a difference
 * @param successor the latest delivery under the same key; null where that is this one,
 * or none is known
 * @param changed the path that was named, where another version of the file lies now;
 * null where that is not so
 */
public record Delivery(@Nullable Long upload, ObjectLocation location, @Nullable Receipt receipt, List<String> files,
		boolean given, @Nullable Successor successor, @Nullable Path changed) {

	public Delivery {
		files = List.copyOf(files);
	}

	/** The version that was delivered; null for the current one. */
	@Nullable String versionId() {
		return (this.receipt != null) ? this.receipt.versionId() : null;
	}

	/**
	 * Whether a run would look at the file: a copy that was named, or the file that was
	 * moved away, is no source.
	 */
	boolean isSource(SourceFile file) {
		return !this.given && this.receipt != null && file.path().toString().equals(this.receipt.file());
	}

	/**
	 * Whether it may be the file that was delivered: a copy that was named may have
	 * another time, and one that was moved away the same time more coarsely.
	 */
	boolean isMeant(SourceFile file) {
		Receipt delivered = this.receipt;
		if (this.given || delivered == null) {
			return true;
		}
		return file.path().toString().equals(delivered.file())
				? file.size() == delivered.size() && file.modified().equals(delivered.modified())
				: file.mayBeCopyOf(delivered.size(), delivered.modified());
	}

	/** The same, named by the path of its file as it is now. */
	Delivery named(Path path) {
		try {
			return isMeant(SourceFile.of(path)) ? this : new Delivery(this.upload, this.location, this.receipt,
					this.files, this.given, this.successor, path);
		}
		catch (SourceException ex) {
			return this; // it was moved away, or the comparison tells of it
		}
	}

	/**
	 * Whose object has the place of this one's, in words; empty where that is not known.
	 */
	List<String> replacedBy(StoredObject now) {
		Successor later = this.successor;
		return (later != null && now.hasMarker(later.marker()))
				? List.of("that is upload %1$d, which 'longhaul verify %1$d' verifies".formatted(later.upload()))
				: List.of();
	}

	/**
	 * A later delivery under the same key.
	 *
	 * @param upload its number
	 * @param marker of its object
	 */
	public record Successor(long upload, String marker) {

	}

}
