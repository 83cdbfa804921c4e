package dev.longhaul.verify;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.longhaul.source.FileSlice;
import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceUnreadable;
import dev.longhaul.store.ObjectReader;
import dev.longhaul.upload.Proof;
import dev.longhaul.upload.Receipt;
import dev.longhaul.verify.Finding.Side;
import org.jspecify.annotations.Nullable;

/**
 * Verifies one delivery: the object against the receipt, and against the file.
 */
record Verification(Delivery delivery, ObjectReader reader, boolean download) {

	Verdict verdict() {
		Verdict verdict = ofDelivered();
		Path changed = this.delivery.changed();
		return (changed != null && verdict.finding().isProved())
				? new Verdict(this.delivery, verdict.finding().asOfVersionBefore(), changed, verdict.notes()) : verdict;
	}

	/** Of the version that was delivered. */
	private Verdict ofDelivered() {
		FoundObject found = FoundObject.of(this.delivery, this.reader).orElse(null);
		if (found == null) {
			return Verdict.without(this.delivery, missing());
		}
		if (found.hidden()) {
			return Verdict.without(this.delivery, hidden());
		}
		Receipt receipt = this.delivery.receipt();
		Finding byReceipt = (receipt != null) ? new ReceiptCheck(receipt, found.object()).compare() : null;
		if (byReceipt != null && !byReceipt.isProved()) {
			return new Verdict(this.delivery, byReceipt, null,
					Stream.concat(found.notes().stream(), this.delivery.replacedBy(found.object()).stream()).toList());
		}
		if (receipt == null && this.delivery.changed() != null) {
			return without(Finding.proved(Evidence.NONE,
					"its object is there, and its receipt, which would tell more, was pruned"), found.notes());
		}
		FileChoice choice = FileChoice.of(this.delivery);
		SourceFile file = choice.file();
		return (file != null) ? withFile(found, file, byReceipt) : withoutFile(found, choice, byReceipt);
	}

	private Verdict withFile(FoundObject found, SourceFile file, @Nullable Finding byReceipt) {
		try {
			Finding finding = againstFile(found, file);
			file.requireUnchanged();
			List<String> notes = new ArrayList<>(found.notes());
			if (finding.changed() == Side.FILE && this.delivery.isSource(file)) {
				notes.add("if it was given new bytes on purpose, under the size and time of those before, touch it, "
						+ "and the next run sends it");
			}
			return new Verdict(this.delivery, finding, file.path(), notes);
		}
		catch (SourceException ex) {
			return withoutFile(found, FileChoice.none(ex), byReceipt);
		}
		catch (UncheckedIOException ex) {
			return without(
					Finding.unproved("%s cannot be read: %s; see what is wrong with its disk, then run again"
						.formatted(file.path(), Objects.requireNonNullElse(ex.getCause(), ex).getMessage())),
					found.notes());
		}
	}

	private Verdict withoutFile(FoundObject found, FileChoice choice, @Nullable Finding byReceipt) {
		SourceUnreadable unreadable = choice.unreadable();
		if (unreadable != null) {
			String why = unreadable.getMessage();
			return without(unreadable.needsRight() ? Finding.unprovedBefore(why) : Finding.unproved(why),
					found.notes());
		}
		Receipt receipt = this.delivery.receipt();
		if (byReceipt == null || receipt == null || this.delivery.given()) {
			return Verdict.without(this.delivery,
					Finding.unproved("there is nothing to compare it with: " + String.join("; ", choice.notes())));
		}
		return without(againstReceipt(found, receipt, byReceipt),
				Stream.concat(found.notes().stream(), choice.notes().stream()).toList());
	}

	private Verdict without(Finding finding, List<String> notes) {
		return new Verdict(this.delivery, finding, null, notes);
	}

	private Finding missing() {
		String version = this.delivery.versionId();
		return Finding.missing((version != null) ? "the store has no version %s of it any more".formatted(version)
				: "the store has no such object");
	}

	private Finding hidden() {
		return Finding.missing(("it was deleted since, readers are told that there is none; the version %s that was "
				+ "delivered is still there: remove the delete marker before a lifecycle rule removes the version")
			.formatted(this.delivery.versionId()));
	}

	private Finding againstFile(FoundObject found, SourceFile file) {
		if (file.size() != found.size()) {
			return Finding
				.differs(Evidence.NONE, "the object has %,d bytes, the file %,d".formatted(found.size(), file.size()))
				.asChangeOf(fileByReceipt());
		}
		Content bytes = (range) -> new FileSlice(file, range).open();
		Yardsticks all = yardsticks(found);
		Optional<Yardstick> yardstick = this.download ? Optional.empty() : all.stored();
		if (yardstick.isPresent()) {
			Finding finding = measured(found, yardstick.get(), bytes);
			// parts may be cut otherwise, an ETag be no MD5: only the bytes tell
			if (finding.isProved()) {
				return finding;
			}
			if (all.isTelling(yardstick.get())) {
				return finding.asChangeOf(fileByReceipt());
			}
		}
		Finding read = new ReadBack(bytes(found), bytes, found.size(), this.delivery.location().atOnce()).compare();
		return read.isProved() ? read : read.asChangeOf(yardstick.isEmpty() ? changed(found, bytes) : null);
	}

	/**
	 * Which of two that differ has changed: the file, where the receipt says that the
	 * object has not.
	 */
	private @Nullable Side fileByReceipt() {
		return (this.delivery.receipt() != null) ? Side.FILE : null;
	}

	/** The same of those whose bytes differ, by the file's checksum. */
	private @Nullable Side changed(FoundObject found, Content file) {
		Yardsticks all = yardsticks(found);
		Optional<Yardstick> yardstick = all.delivered().or(all::stored);
		if (yardstick.isEmpty()) {
			return null;
		}
		String measured = yardstick.get().measure(file, found.size(), this.delivery.location().atOnce());
		if (yardstick.get().isMet(measured)) {
			return Side.OBJECT;
		}
		return all.isTelling(yardstick.get()) ? fileByReceipt() : null;
	}

	private Finding measured(FoundObject found, Yardstick yardstick, Content file) {
		String name = yardstick.name();
		Evidence evidence = yardstick.isEtag() ? Evidence.ETAG : Evidence.CHECKSUM;
		String measured = yardstick.measure(file, found.size(), this.delivery.location().atOnce());
		if (yardstick.isMet(measured)) {
			return Finding.proved(evidence, "the store's %s equals that of the file".formatted(name));
		}
		return Finding.differs(evidence,
				"the store's %s is %s, that of the file %s".formatted(name, yardstick.value(), measured));
	}

	private Finding againstReceipt(FoundObject found, Receipt receipt, Finding byReceipt) {
		boolean told = byReceipt.evidence() != Evidence.RECEIPT;
		Optional<Yardstick> yardstick = yardsticks(found).delivered();
		if (told && !this.download) {
			return byReceipt;
		}
		if (yardstick.isEmpty()) {
			String message = byReceipt.message()
					+ "; its bytes cannot be compared, for the receipt has no checksum of them";
			boolean enough = !this.download && !receipt.proof().equals(Proof.SIZE.label());
			return enough ? Finding.proved(byReceipt.evidence(), message) : Finding.unproved(message);
		}
		String name = yardstick.get().name();
		String measured = yardstick.get().measure(bytes(found), found.size(), this.delivery.location().atOnce());
		Finding finding = yardstick.get().isMet(measured)
				? Finding.proved(Evidence.BYTES, "read back, its bytes have the %s of the receipt".formatted(name))
				: Finding.damaged(Evidence.BYTES, "read back, its bytes have the %s %s, the receipt says %s"
					.formatted(name, measured, yardstick.get().value()));
		return finding.afterReading(found.size());
	}

	private Yardsticks yardsticks(FoundObject found) {
		return new Yardsticks(found, this.delivery.receipt(), this.reader);
	}

	private Content bytes(FoundObject found) {
		return (range) -> this.reader.read(found.version(), range.offset(), range.length());
	}

}
