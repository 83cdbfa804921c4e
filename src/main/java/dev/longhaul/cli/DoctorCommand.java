package dev.longhaul.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.longhaul.console.DoctorDisplay;
import dev.longhaul.doctor.Check;
import dev.longhaul.doctor.Doctor;
import dev.longhaul.doctor.Visit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/**
 * Looks before a run whether it would work, also while another run is in progress.
 */
@Command(name = "doctor", mixinStandardHelpOptions = true,
		description = "Looks whether a run would work: machine, definitions, files, stores and rights.")
final class DoctorCommand implements Callable<Integer> {

	private final Doctor doctor;

	@ParentCommand
	private LonghaulCommand longhaul;

	@Parameters(paramLabel = "DEFINITION", arity = "0..*",
			description = "Names in the jobs folder or paths of YAML files; none means all that are enabled.")
	private List<String> definitions = new ArrayList<>();

	@Option(names = "--offline", description = "Do not ask the stores.")
	private boolean offline;

	@Option(names = "--json", description = "One JSON object a line on stdout.")
	private boolean json;

	DoctorCommand(Doctor doctor) {
		this.doctor = doctor;
	}

	@Override
	public Integer call() {
		DoctorDisplay display = this.longhaul.console().doctor(this.json);
		List<Check> checks = this.doctor.examine(new Visit(this.longhaul.home(), this.longhaul::reader,
				this.longhaul.definitions(), this.definitions, this.offline), display::checked);
		display.summary(checks);
		return ExitCode.ofChecks(checks);
	}

}
