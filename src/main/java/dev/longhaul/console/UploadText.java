package dev.longhaul.console;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.longhaul.report.ExecutionView;
import dev.longhaul.report.OtherUpload;
import dev.longhaul.report.Prospect;
import dev.longhaul.report.RangeView;
import dev.longhaul.report.UploadDetails;
import dev.longhaul.report.UploadView;
import dev.longhaul.report.UploadView.State;
import dev.longhaul.upload.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * An upload in words.
 */
final class UploadText {

	private final PrintStream out;

	/** Why uploads failed, and which of them was the first. */
	private final Map<String, Long> told = new HashMap<>();

	/** What comes of uploads: said of the first of a definition. */
	private final Set<List<?>> advised = new HashSet<>();

	UploadText(PrintStream out) {
		this.out = out;
	}

	/** A line of the status; a reason that several uploads have is said of the first. */
	void line(UploadView upload) {
		String speed = (upload.left() != null)
				? ", %s, %s left".formatted(Amounts.rate(upload.bytesPerSecond()), Amounts.time(upload.left())) : "";
		String nodes = upload.nodes().isEmpty() ? "" : ", by " + String.join(", ", upload.nodes());
		Prospect prospect = upload.prospect();
		String end = prospect.isTold() ? ", " + prospect.why() : "";
		String far = upload.awaitsRemoval() ? "delivered, its file is still to be taken away"
				: parts(upload) + speed + nodes;
		String failure = upload.failure();
		Long first = (failure != null) ? this.told.putIfAbsent(reason(upload, failure), upload.upload()) : null;
		String alike = (first != null) ? ", for the same reason as upload " + first : "";
		this.out.println("%d  %s  %s  %s  %s%s".formatted(upload.upload(), upload.definition(), state(upload),
				Amounts.printable(upload.file()), far + end, alike));
		if (failure != null && first == null) {
			this.out.println("   " + Amounts.printable(failure));
		}
		if (prospect.isTold() && !isAdvised(failure) && this.advised.add(List.of(prospect, upload.definition()))) {
			this.out.println("   " + Amounts.printable(prospect.advice(upload)));
		}
	}

	/** Whether the failure says itself what comes of the upload. */
	private static boolean isAdvised(@Nullable String failure) {
		return failure != null && (failure.contains("the abort failed, the next run")
				|| failure.contains("it is kept, and") || failure.contains("the next run proves it"));
	}

	private static String reason(UploadView upload, String failure) {
		String key = upload.key();
		return Reasons.withoutNames(failure, upload.file(), (key != null) ? key : "");
	}

	/**
	 * Of parts that are written down as stored: run's per cent counts what is on its way,
	 * too.
	 */
	private static String parts(UploadView upload) {
		if (upload.parts() == 0) {
			return "not yet cut into parts, %s".formatted(Amounts.bytes(upload.size()));
		}
		long percent = (upload.size() == 0) ? 0 : upload.bytesStored() * 100 / upload.size();
		return "%d/%s stored, %d %% of %s".formatted(upload.partsStored(), Amounts.count(upload.parts(), "part"),
				percent, Amounts.bytes(upload.size()));
	}

	/** A line of the history. */
	void past(UploadView upload) {
		this.out.println("%s  %d  %s  %s  %s  %s".formatted(Amounts.moment(upload.updated()), upload.upload(),
				upload.definition(), state(upload), Amounts.printable(upload.file()), Amounts.bytes(upload.size())));
		if (upload.failure() != null) {
			this.out.println("   " + Amounts.printable(upload.failure()));
		}
	}

	void details(UploadDetails details) {
		UploadView upload = details.upload();
		List<RangeView> ranges = details.ranges();
		row("upload",
				"%d, attempt %d of definition %s".formatted(upload.upload(), upload.attempt(), upload.definition()));
		row("state", state(upload) + advice(upload));
		row("file", "%s, %s%s".formatted(Amounts.printable(upload.file()), Amounts.bytes(upload.size()),
				(upload.size() < 1024) ? "" : " (%,d bytes)".formatted(upload.size())));
		row("object", upload.destination() + "/" + ((upload.key() != null) ? Amounts.printable(upload.key()) : "?"));
		row("parts", "%d of %d stored, %s".formatted(upload.partsStored(), upload.parts(),
				Amounts.bytes(upload.bytesStored())));
		for (ExecutionView execution : details.runs()) {
			row("execution",
					"%d  %s  %s to %s, %s sent".formatted(execution.execution(), status(execution),
							Amounts.moment(execution.begun()),
							(execution.ended() != null) ? Amounts.moment(execution.ended()) : "?",
							Amounts.count(execution.parts(), "part")));
		}
		long complete = ranges.stream().filter(RangeView::isComplete).count();
		if (!ranges.isEmpty()) {
			row("ranges", "%d of %d complete  %s".formatted(complete, ranges.size(), map(ranges)));
		}
		ranges.stream()
			.filter((range) -> range.stored() > 0 && !range.isComplete())
			.forEach((range) -> row("",
					"parts %d to %d: %d stored".formatted(range.first(), range.last(), range.stored())));
		long resent = ranges.stream().mapToLong(RangeView::bytesSent).sum() - upload.bytesStored();
		if (resent > 0 && upload.state() != State.ABORTED) {
			row("resent", Amounts.bytes(resent)
					+ ": parts in flight at a kill, whose answers were lost, or that the store had lost");
		}
		if (upload.failure() != null) {
			row((upload.state() == State.ABORTED) ? "ended" : "failure", Amounts.printable(upload.failure()));
		}
		if (upload.receipt() != null) {
			receipt(upload.receipt());
		}
		if (details.source() != null) {
			row("source", Amounts.printable(details.source()));
		}
		for (OtherUpload other : details.others()) {
			row("other",
					"upload %d of this file: %s, attempt %d of definition %s, %s, begun %s".formatted(other.upload(),
							Amounts.word(other.state()), other.attempt(), other.definition(),
							Amounts.bytes(other.size()), Amounts.moment(other.begun())));
		}
	}

	/** Spring Batch says of one that was aborted that nobody shall restart it. */
	private static String status(ExecutionView execution) {
		String status = execution.status().equals("ABANDONED") ? "aborted"
				: execution.status().toLowerCase(Locale.ROOT);
		return execution.killed() ? "killed" : status;
	}

	/** A sign for each range: complete, in part, nothing. */
	private static String map(List<RangeView> ranges) {
		StringBuilder map = new StringBuilder("[");
		ranges.forEach((range) -> map.append(range.isComplete() ? '#' : (range.stored() > 0) ? '+' : '.'));
		return map.append(']').toString();
	}

	private void receipt(Receipt receipt) {
		row("receipt", "delivered %s, %s%s".formatted(Amounts.moment(receipt.delivered()), Amounts.etag(receipt.etag()),
				(receipt.versionId() != null) ? ", version " + receipt.versionId() : ""));
		row("proof", proof(receipt));
		row("sent",
				"%s in %s".formatted(Amounts.bytes(receipt.bytesSent()), Amounts.count(receipt.runs(), "execution")));
	}

	/** Receipts of later versions may rest on something else. */
	private static String proof(Receipt receipt) {
		String algorithm = (receipt.checksum() != null) ? receipt.checksum().split(":", 2)[0] : "checksum";
		return switch (receipt.proof()) {
			case "checksum" ->
				"the store's %s of the object equals the one computed from the file".formatted(algorithm);
			case "etag" -> "the object's ETag equals the one computed from the file";
			case "part-checksums" ->
				"the store checked the %s of each part; it keeps none of the object that could be compared"
					.formatted(algorithm);
			case "content-md5" -> "the store took each part with its Content-MD5; its ETags are no MD5s";
			case "size" ->
				"marker and size only: the store tells no checksum and no ETag that could be compared; 'longhaul verify --download' compares the bytes";
			default -> receipt.proof();
		};
	}

	private void row(String name, String text) {
		this.out.println("%-9s %s".formatted(name, text));
	}

	private static String state(UploadView upload) {
		return Amounts.word(upload.state());
	}

	private static String advice(UploadView upload) {
		Prospect prospect = upload.prospect();
		if (prospect.isTold()) {
			return "; %s: %s".formatted(prospect.why(), Amounts.printable(prospect.advice(upload)));
		}
		boolean resumable = upload.state() == State.INTERRUPTED || upload.state() == State.STOPPED
				|| upload.state() == State.FAILED;
		if (upload.awaitsRemoval()) {
			return ", but delivered; run %s again to take its file away".formatted(upload.definition());
		}
		return resumable ? "; run %s again to send what is missing".formatted(upload.definition()) : "";
	}

}
