package dev.longhaul.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.BiPredicate;

import dev.longhaul.report.UnknownUpload;
import dev.longhaul.report.UploadReports;
import dev.longhaul.report.UploadView;
import dev.longhaul.upload.Receipt;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/**
 * Shows one upload with its executions, ranges, parts, failure and receipt.
 */
@Command(name = "show", mixinStandardHelpOptions = true,
		description = "Shows one upload with its executions, ranges, parts, failure and receipt.")
final class ShowCommand implements Callable<Integer> {

	@ParentCommand
	private LonghaulCommand longhaul;

	@Parameters(paramLabel = "UPLOAD", description = "Its number, as status tells it, or the path of its file.")
	private String upload = "";

	@Option(names = "--json", description = "One JSON object on stdout.")
	private boolean json;

	@Option(names = "--receipt", description = "Only its receipt, as JSON: all that verify needs.")
	private boolean receipt;

	@Override
	public Integer call() {
		this.longhaul.noticeOfPassedOver();
		return this.longhaul.reader().read(this::show).orElseGet(() -> {
			this.longhaul.console().noRepository(this.longhaul.reader().place());
			return ExitCode.USAGE;
		});
	}

	private int show(JdbcClient jdbc, BiPredicate<String, Instant> claimed) {
		UploadReports reports = new UploadReports(jdbc, claimed, this.longhaul.clock());
		UploadView view = UploadNumber.isOne(this.upload) ? numbered(reports) : newestOfFile(reports);
		if (this.receipt) {
			this.longhaul.console().line(receipt(view).json());
		}
		else {
			this.longhaul.console().show(reports.details(reports.byFile(view)), this.json);
		}
		return ExitCode.DELIVERED;
	}

	private UploadView numbered(UploadReports reports) {
		long number = Long.parseLong(this.upload);
		return reports.upload(number)
			.orElseThrow(() -> UnknownUpload.of(number, this.longhaul.reader().place(), reports.pruned().of(number)));
	}

	private UploadView newestOfFile(UploadReports reports) {
		Path file = this.longhaul.file(this.upload);
		return reports.uploadsOf(file.toString())
			.stream()
			.findFirst()
			.flatMap(reports::upload)
			.orElseThrow(() -> UnknownUpload.ofFile(file, this.longhaul.reader().place(),
					reports.pruned().ofFile(file.toString())));
	}

	private static Receipt receipt(UploadView view) {
		Receipt receipt = view.receipt();
		if (receipt == null) {
			throw UnknownUpload.undelivered(view.upload(), ", so it has no receipt");
		}
		return receipt;
	}

}
