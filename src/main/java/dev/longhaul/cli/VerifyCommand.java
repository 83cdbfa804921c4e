package dev.longhaul.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.longhaul.console.VerifyDisplay;
import dev.longhaul.report.UploadReports;
import dev.longhaul.repository.RepositoryReader;
import dev.longhaul.store.ObjectStores;
import dev.longhaul.verify.DefinedObjects;
import dev.longhaul.verify.Delivery;
import dev.longhaul.verify.DeliveryLookup;
import dev.longhaul.verify.FoundDeliveries;
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
		FoundDeliveries found = found();
		Stream.concat(found.unknown().stream(), found.undelivered().stream()).forEach(this.longhaul.console()::notice);
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

	private static int exitCode(FoundDeliveries found, List<Verdict> verdicts) {
		if (!found.unknown().isEmpty()) {
			return ExitCode.PERSON;
		}
		int proved = ExitCode.ofVerdicts(verdicts);
		return found.undelivered().isEmpty() ? proved : Math.max(proved, ExitCode.UNFINISHED);
	}

	/** All of them are looked up before the first store is asked. */
	private FoundDeliveries found() {
		if (this.chosen.isEmpty() == (this.receipt == null)) {
			throw new ParameterException(this.spec.commandLine(),
					"name uploads or files, or one receipt with --receipt; not both");
		}
		if (this.file != null && this.receipt == null) {
			throw new ParameterException(this.spec.commandLine(),
					"--file goes with --receipt; name a file alone without it");
		}
		DefinedObjects defined = this.location.of(this.longhaul);
		return (this.receipt != null) ? ofReceipt(this.receipt, lookup(Optional.empty(), defined)) : ofChosen(defined);
	}

	private FoundDeliveries ofReceipt(String named, DeliveryLookup lookup) {
		Path copy = (this.file != null) ? this.longhaul.file(this.file) : null;
		return FoundDeliveries.of(List.of(named), (name) -> lookup.ofReceipt(this.longhaul.file(name), copy));
	}

	private FoundDeliveries ofChosen(DefinedObjects defined) {
		this.longhaul.noticeOfPassedOver();
		RepositoryReader reader = this.longhaul.reader();
		return reader
			.read((jdbc, claimed) -> ofChosen(
					lookup(Optional.of(new UploadReports(jdbc, claimed, this.longhaul.clock())), defined)))
			.orElseGet(() -> {
				if (this.chosen.stream().anyMatch(UploadNumber::isOne)) {
					this.longhaul.console().noRepository(reader.place());
				}
				return ofChosen(lookup(Optional.empty(), defined));
			});
	}

	private FoundDeliveries ofChosen(DeliveryLookup lookup) {
		return FoundDeliveries.of(this.chosen, (word) -> UploadNumber.isOne(word)
				? lookup.ofUpload(Long.parseLong(word)) : lookup.ofFile(this.longhaul.file(word)));
	}

	private DeliveryLookup lookup(Optional<UploadReports> reports, DefinedObjects defined) {
		return new DeliveryLookup(reports, this.longhaul.reader().place(), defined);
	}

}
