package dev.longhaul.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.UnusableKey;
import dev.longhaul.report.UploadReports;
import dev.longhaul.report.UploadView;
import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceGone;
import dev.longhaul.store.RequestTerms;
import dev.longhaul.store.StoreAddress;
import dev.longhaul.upload.Receipt;
import dev.longhaul.verify.Delivery;
import dev.longhaul.verify.Delivery.Successor;
import dev.longhaul.verify.ObjectLocation;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is known of deliveries: in the repository, in a receipt beside the file, or
 * by the definition that takes the file.
 */
final class DeliveryLookup {

	/** The number of an upload; anything else is the path of a file. */
	static final String UPLOAD = "\\d{1,18}";

	/** Where no definition says how many. */
	private static final int AT_ONCE = 8;

	private final LonghaulCommand longhaul;

	private final LocationOptions options;

	private final List<JobDefinition> definitions;

	private final ArchivedReceipts receipts = new ArchivedReceipts();

	DeliveryLookup(LonghaulCommand longhaul, LocationOptions options) {
		this.longhaul = longhaul;
		this.options = options;
		this.definitions = definitions();
	}

	/** A machine that has only a receipt has no definitions. */
	private List<JobDefinition> definitions() {
		String name = this.options.definition();
		if (name != null) {
			return this.longhaul.definitions().select(List.of(name));
		}
		return Files.isDirectory(this.longhaul.jobs()) ? this.longhaul.definitions().readable() : List.of();
	}

	/** By numbers of uploads and paths of files; one that is said twice is one. */
	Found of(List<String> chosen) {
		this.longhaul.noticeOfPassedOver();
		return this.longhaul.reader().read((jdbc, claimed) -> {
			UploadReports reports = new UploadReports(jdbc, claimed, this.longhaul.clock());
			return of(chosen, Optional.of(reports));
		}).orElseGet(() -> {
			if (chosen.stream().anyMatch((word) -> word.matches(UPLOAD))) {
				this.longhaul.console().noRepository(this.longhaul.reader().place());
			}
			return of(chosen, Optional.empty());
		});
	}

	/**
	 * By a receipt alone.
	 * @param file to compare with; null to look where it was, and beside the receipt
	 * @throws UnknownUpload if it is no receipt
	 */
	Found ofReceipt(Path receipt, @Nullable Path file) {
		ReceiptFile written = new ReceiptFile(receipt);
		Receipt read = written.read();
		if (file != null) {
			return new Found(List.of(byReceipt(read, file)), List.of(), List.of());
		}
		List<String> files = Stream.concat(Stream.of(read.file()), written.neighbours()).toList();
		return new Found(List.of(new Delivery(null, location(read, ""), read, files, false, null)), List.of(),
				List.of());
	}

	private Delivery byReceipt(Receipt receipt, Path file) {
		return new Delivery(null, location(receipt, ""), receipt, List.of(file.toString()), true, null);
	}

	private Found of(List<String> chosen, Optional<UploadReports> reports) {
		Set<Delivery> known = new LinkedHashSet<>();
		List<UnknownUpload> unknown = new ArrayList<>();
		List<UndeliveredUpload> undelivered = new ArrayList<>();
		for (String word : new LinkedHashSet<>(chosen)) {
			try {
				known.add(of(word, reports));
			}
			catch (UnknownUpload ex) {
				unknown.add(ex);
			}
			catch (UndeliveredUpload ex) {
				undelivered.add(ex);
			}
		}
		return new Found(List.copyOf(known), undelivered, unknown);
	}

	private Delivery of(String word, Optional<UploadReports> reports) {
		if (word.matches(UPLOAD)) {
			long number = Long.parseLong(word);
			return reports.flatMap((known) -> known.upload(number).map((view) -> of(view, known)))
				.orElseThrow(() -> UnknownUpload.of(word, this.longhaul.reader().place(),
						reports.flatMap((known) -> known.pruned().of(number))));
		}
		Path file = this.longhaul.file(word);
		return reports.flatMap((known) -> newest(file, known, (view) -> view.receipt() != null))
			.or(() -> this.receipts.of(file).map((receipt) -> byReceipt(receipt, file)))
			// before anybody misses its object, and sends it again
			.or(() -> reports.flatMap((known) -> newest(file, known, UploadView::awaitsDelivery)))
			.orElseGet(() -> byDefinition(file));
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
			throw new UndeliveredUpload(view);
		}
		if (receipt == null) {
			throw UnknownUpload.undelivered(view.upload(), "");
		}
		List<String> files = reports.movedTo(view.upload())
			.map((moved) -> List.of(receipt.file(), moved))
			.orElse(List.of(receipt.file()));
		return new Delivery(view.upload(), location(receipt, view.definition()), receipt, files, false,
				successor(view, receipt, reports));
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

	private Delivery byDefinition(Path path) {
		List<JobDefinition> takers = this.definitions.stream()
			.filter((definition) -> path.startsWith(definition.source().root()))
			.filter((definition) -> definition.source().globs().match(definition.source().root().relativize(path)))
			.toList();
		if (takers.size() != 1) {
			throw new UnknownUpload("no delivery of %s is known in %s. %s".formatted(path,
					this.longhaul.reader().place(), advice(path, takers)));
		}
		JobDefinition definition = takers.get(0);
		try {
			SourceFile file = SourceFile.of(path);
			String key = definition.destination()
				.keyTemplate()
				.keyOf(definition.subject(path, file.modified(), this.longhaul.clock()));
			return new Delivery(null, location(definition, key), null, List.of(path.toString()), true, null);
		}
		catch (SourceGone ex) {
			throw new UnknownUpload(String.valueOf(SourceGone.asNamed(path).getMessage()));
		}
		catch (SourceException | UnusableKey ex) {
			throw new UnknownUpload(String.valueOf(ex.getMessage()));
		}
	}

	private String advice(Path path, List<JobDefinition> takers) {
		if (new ReceiptFile(path).isNamedAsOne()) {
			return "It has the name of a receipt: 'longhaul verify --receipt %s' verifies what it says".formatted(path);
		}
		return takers.isEmpty()
				? "And no definition in %s takes it; name another folder with --jobs".formatted(this.longhaul.jobs())
				: "And several definitions take it: %s; name one with --definition"
					.formatted(takers.stream().map(JobDefinition::name).toList());
	}

	/** The definition that sent it knows best how to connect. */
	private ObjectLocation location(Receipt receipt, String definition) {
		List<JobDefinition> same = this.definitions.stream()
			.filter((known) -> known.destination().address().identity().equals(receipt.destination()))
			.toList();
		return same.stream()
			.filter((known) -> known.name().equals(definition))
			.findFirst()
			.or(() -> same.stream().findFirst())
			.map((known) -> location(known, receipt.key()))
			.orElseGet(() -> new ObjectLocation(
					StoreAddress.ofIdentity(receipt.destination(), this.options.region(), this.options.profile()),
					RequestTerms.NONE, receipt.key(), AT_ONCE));
	}

	private static ObjectLocation location(JobDefinition definition, String key) {
		return new ObjectLocation(definition.destination().address(), definition.destination().terms(), key,
				definition.transfer().mostPartsAtOnce());
	}

	/**
	 * What is known of those that were named.
	 *
	 * @param undelivered those of which a run may still make a delivery
	 * @param unknown why nothing is known of each of the others
	 */
	record Found(List<Delivery> deliveries, List<UndeliveredUpload> undelivered, List<UnknownUpload> unknown) {

	}

}
