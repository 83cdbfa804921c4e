package dev.longhaul.upload;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.longhaul.checkpoint.Checkpoint;
import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.part.PartPlan;
import dev.longhaul.source.PageCache;
import dev.longhaul.source.SourceFile;
import dev.longhaul.store.UploadedPart;

/**
 * Compares what the store lists with what is checkpointed. The store is the truth about
 * bytes: only what it lists counts, and what it lists beyond the checkpoint counts when
 * it is the file's.
 *
 * @param transfer told how far the comparison is
 */
public record Reconciler(PartPlan plan, SourceFile file, ChecksumAlgorithm integrity, PageCache pages,
		Transfer transfer) {

	/**
	 * Compares.
	 * @param sameFile whether the file is known to be the very one of the checkpoint;
	 * otherwise every part is hashed again before it counts
	 */
	public Reconciliation compare(List<UploadedPart> listed, Checkpoint checkpoint, boolean sameFile) {
		FileParts parts = new FileParts(this.plan, this.file, this.integrity, this.pages);
		List<UploadedPart> known = new ArrayList<>();
		List<UploadedPart> unknown = new ArrayList<>();
		for (UploadedPart part : listed) {
			checkpoint.part(part.number())
				.filter(part::agreesWith)
				// Complete wants an ETag; earlier builds took parts over without one
				.filter((checkpointed) -> !checkpointed.etag().isEmpty())
				.ifPresentOrElse(known::add, () -> unknown.add(part));
		}
		List<UploadedPart> kept = sameFile ? known : parts.recognised(known, this.transfer);
		List<UploadedPart> adopted = parts.recognised(unknown, this.transfer);
		Set<Integer> present = Stream.concat(kept.stream(), adopted.stream())
			.map(UploadedPart::number)
			.collect(Collectors.toSet());
		List<Integer> lost = checkpoint.parts()
			.stream()
			.map(UploadedPart::number)
			.filter((number) -> !present.contains(number))
			.toList();
		return new Reconciliation(adopted, lost);
	}

	/**
	 * What the checkpoint has to learn.
	 *
	 * @param adopted in the store and the file's, but not checkpointed: a kill came
	 * between
	 * @param lost numbers of checkpointed parts that have to be sent again
	 */
	public record Reconciliation(List<UploadedPart> adopted, List<Integer> lost) {

		/** Whether both are equal. */
		public boolean isNone() {
			return this.adopted.isEmpty() && this.lost.isEmpty();
		}

	}

}
