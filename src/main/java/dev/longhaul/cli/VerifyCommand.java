package dev.longhaul.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.longhaul.cli.DeliveryLookup.Found;
import dev.longhaul.console.VerifyDisplay;
import dev.longhaul.store.ObjectStores;
import dev.longhaul.verify.Delivery;
import dev.longhaul.verify.Verdict;
import dev.longhaul.verify.Verifier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * Proves of deliveries, also long after, that object and file are the same bytes.
 */
@Command(name = "verify", mixinStandardHelpOptions = true,
		description = "Proves of deliveries, also long after, that object and file are the same bytes.")
final class VerifyCommand implements Callable<Integer> {

	private final Supplier<ObjectStores> stores;

	@ParentCommand
	private LonghaulCommand longhaul;

	@Spec
	private CommandSpec spec;

	@Parameters(paramLabel = "UPLOAD|FILE", arity = "0..*",
			description = "Numbers of uploads, as history tells them, or paths of their files.")
	private List<String> chosen = new ArrayList<>();

	@Option(names = "--receipt", paramLabel = "RECEIPT.json",
			description = "What this receipt says, without a repository.")
	private @Nullable String receipt;

	@Option(names = "--file", paramLabel = "FILE", description = "With --receipt: the file to compare with.")
	private @Nullable String file;

	@Option(names = "--download", description = "Read the object back, also where its checksum or ETag would do.")
	private boolean download;

	@Mixin
	private LocationOptions location = new LocationOptions();

	@Option(names = "--json", description = "One JSON object a line on stdout.")
	private boolean json;

	VerifyCommand(Supplier<ObjectStores> stores) {
		this.stores = stores;
	}

	@Override
	public Integer call() {
		Found found = found();
		Stream.concat(found.unknown().stream(), found.undelivered().stream())
			.forEach((open) -> this.longhaul.console().notice(String.valueOf(open.getMessage())));
		if (found.deliveries().isEmpty()) {
			return found.undelivered().isEmpty() ? ExitCode.USAGE : exitCode(found, List.of());
		}
		VerifyDisplay display = this.longhaul.console().verify(this.json);
		List<Verdict> verdicts = new ArrayList<>();
		try (ObjectStores opened = this.stores.get()) {
			Verifier verifier = new Verifier(opened);
			for (Delivery delivery : found.deliveries()) {
				Verdict verdict = verifier.verify(delivery, this.download);
				verdicts.add(verdict);
				display.verified(verdict);
			}
		}
		display.summary(verdicts, found.unknown().size(), found.undelivered().size());
		return exitCode(found, verdicts);
	}

	private static int exitCode(Found found, List<Verdict> verdicts) {
		if (!found.unknown().isEmpty()) {
			return ExitCode.PERSON;
		}
		int proved = ExitCode.ofVerdicts(verdicts);
		return found.undelivered().isEmpty() ? proved : Math.max(proved, ExitCode.UNFINISHED);
	}

	/** All of them are looked up before the first store is asked. */
	private Found found() {
		if (this.chosen.isEmpty() == (this.receipt == null)) {
			throw new ParameterException(this.spec.commandLine(),
					"name uploads or files, or one receipt with --receipt; not both");
		}
		if (this.file != null && this.receipt == null) {
			throw new ParameterException(this.spec.commandLine(),
					"--file goes with --receipt; name a file alone without it");
		}
		DeliveryLookup lookup = new DeliveryLookup(this.longhaul, this.location);
		return (this.receipt != null) ? lookup.ofReceipt(this.longhaul.file(this.receipt),
				(this.file != null) ? this.longhaul.file(this.file) : null) : lookup.of(this.chosen);
	}

}
