package dev.longhaul.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.longhaul.report.PrunedUpload;
import dev.longhaul.report.UnknownUpload;
import dev.longhaul.report.UploadReports;
import dev.longhaul.report.UploadView;
import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceFile;
import dev.longhaul.upload.Receipt;
import dev.longhaul.verify.Delivery.Successor;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is known of deliveries: in the repository, in a receipt beside the file, or
 * by the definition that takes the file.
 */
public final class DeliveryLookup {

	private final Optional<UploadReports> reports;

	private final String place;

	private final DefinedObjects defined;

	private final ArchivedReceipts receipts = new ArchivedReceipts();

	/**
	 * In one repository.
	 * @param reports empty where there is none
	 * @param place of the repository, for messages
	 */
	public DeliveryLookup(Optional<UploadReports> reports, String place, DefinedObjects defined) {
		this.reports = reports;
		this.place = place;
		this.defined = defined;
	}

	/**
	 * By the number of an upload.
	 * @throws UnknownUpload if there is none, or it delivered nothing
	 * @throws UndeliveredUpload if a run may still deliver it
	 */
	public Delivery ofUpload(long number) {
		return this.reports.flatMap((known) -> known.upload(number).map((view) -> of(view, known)))
			.orElseThrow(() -> UnknownUpload.of(number, this.place,
					this.reports.flatMap((known) -> known.pruned().of(number))));
	}

	/**
	 * The latest of a file.
	 * @throws UnknownUpload if none is known, and no definition says where its object is,
	 * or the file is needed and is not there
	 * @throws UndeliveredUpload if there was none, and a run may still make one
	 */
	public Delivery ofFile(Path file) {
		return this.reports.flatMap((known) -> newest(file, known, (view) -> view.receipt() != null))
			.map((delivery) -> delivery.named(file))
			.or(() -> this.receipts.of(file).map((receipt) -> byReceipt(receipt, file)))
			// before anybody misses its object, and sends it again
			.or(() -> this.reports.flatMap((known) -> newest(file, known, UploadView::awaitsDelivery)))
			.or(() -> ofPruned(file))
			.orElseGet(() -> this.defined.delivery(file, this.place));
	}

	/**
	 * By a receipt alone.
	 * @param file to compare with; null to look where it was, and beside the receipt
	 * @throws UnknownUpload if it is no receipt
	 */
	public Delivery ofReceipt(Path receipt, @Nullable Path file) {
		ReceiptFile written = new ReceiptFile(receipt);
		Receipt read = written.read();
		if (file != null) {
			return byReceipt(read, file);
		}
		List<String> files = Stream.concat(Stream.of(read.file()), written.neighbours()).toList();
		return new Delivery(null, this.defined.location(read, ""), read, files, false, null, null);
	}

	/** Where its object is was kept, its receipt was not: the file is all there is. */
	private Optional<Delivery> ofPruned(Path file) {
		Optional<PrunedUpload> pruned = this.reports.flatMap((known) -> known.pruned().ofFile(file.toString()));
		if (pruned.isPresent() && Files.notExists(file)) {
			throw UnknownUpload.ofFile(file, this.place, pruned);
		}
		return pruned.flatMap((left) -> Optional.ofNullable(left.key())
			.map((key) -> new Delivery(left.upload(), this.defined.location(left.destination(), key, ""), null,
					List.of(file.toString()), true, null, isOther(left, file) ? file : null)));
	}

	private static boolean isOther(PrunedUpload left, Path file) {
		try {
			return left.isOfOther(SourceFile.of(file));
		}
		catch (SourceException ex) {
			return false; // the comparison tells of it
		}
	}

	private Delivery byReceipt(Receipt receipt, Path file) {
		return new Delivery(null, this.defined.location(receipt, ""), receipt, List.of(file.toString()), true, null,
				null);
	}

	private Optional<Delivery> newest(Path file, UploadReports reports, Predicate<UploadView> wanted) {
		return reports.uploadsOf(file.toString())
			.stream()
			.flatMap((number) -> reports.upload(number).stream())
			.filter(wanted)
			.findFirst()
			.map((view) -> of(view, reports));
	}

	private Delivery of(UploadView view, UploadReports reports) {
		Receipt receipt = view.receipt();
		if (view.awaitsDelivery()) {
			throw new UndeliveredUpload(reports.byFile(view));
		}
		if (receipt == null) {
			throw UnknownUpload.undelivered(view.upload(), "");
		}
		List<String> files = reports.movedTo(view.upload())
			.map((moved) -> List.of(receipt.file(), moved))
			.orElse(List.of(receipt.file()));
		return new Delivery(view.upload(), this.defined.location(receipt, view.definition()), receipt, files, false,
				successor(view, receipt, reports), null);
	}

	private static @Nullable Successor successor(UploadView view, Receipt receipt, UploadReports reports) {
		return reports.uploadsTo(receipt.key())
			.stream()
			.takeWhile((number) -> number > view.upload())
			.flatMap((number) -> reports.upload(number).stream())
			.filter((later) -> later.destination().equals(receipt.destination()))
			.flatMap((later) -> Optional.ofNullable(later.receipt())
				.map(Receipt::marker)
				.map((marker) -> new Successor(later.upload(), marker))
				.stream())
			.findFirst()
			.orElse(null);
	}

}
