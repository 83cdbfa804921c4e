package dev.longhaul.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.concurrent.Callable;

import dev.longhaul.report.UploadReports;
import dev.longhaul.report.UploadView;
import dev.longhaul.repository.RepositoryReader;
import dev.longhaul.upload.Receipt;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * Shows one upload with its runs, ranges, parts, failure and receipt.
 */
@Command(name = "show", mixinStandardHelpOptions = true,
		description = "Shows one upload with its runs, ranges, parts, failure and receipt.")
public final class ShowCommand implements Callable<Integer> {

	@ParentCommand
	private LonghaulCommand longhaul = new LonghaulCommand();

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Parameters(paramLabel = "UPLOAD", description = "Its number, as status tells it, or the path of its file.")
	private String upload = "";

	@Option(names = "--json", description = "One JSON object on stdout.")
	private boolean json;

	@Option(names = "--receipt", description = "Only its receipt, as JSON: all that verify needs.")
	private boolean receipt;

	@Override
	public Integer call() {
		boolean shown = this.longhaul.reader().read(this::show).orElse(false);
		if (!shown) {
			throw new ParameterException(this.spec.commandLine(),
					"no upload '%s' in %s".formatted(this.upload, this.longhaul.home().folder()));
		}
		return ExitCode.DELIVERED;
	}

	private boolean show(JdbcClient jdbc, Predicate<String> claimed) {
		UploadReports reports = new UploadReports(jdbc, claimed, this.longhaul.clock());
		List<Long> numbers = this.upload.matches("\\d+") ? List.of(Long.valueOf(this.upload))
				: reports.uploadsOf(Path.of(this.upload).toAbsolutePath().normalize().toString());
		for (long number : numbers.stream().limit(1).toList()) {
			UploadView view = reports.upload(number).orElse(null);
			if (view != null && this.receipt) {
				this.longhaul.console().line(receipt(view).json());
				return true;
			}
			if (view != null) {
				this.longhaul.console().show(reports.details(view), this.json);
				return true;
			}
		}
		return false;
	}

	private Receipt receipt(UploadView view) {
		Receipt receipt = view.receipt();
		if (receipt == null) {
			throw new ParameterException(this.spec.commandLine(),
					"upload %d is not delivered, so it has no receipt".formatted(view.upload()));
		}
		return receipt;
	}

}
