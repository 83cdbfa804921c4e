package dev.longhaul.schedule;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import dev.longhaul.cli.CommandLines;
import dev.longhaul.doctor.Doctor;
import dev.longhaul.store.s3.S3StoreProbes;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The words of a command behind the launcher, as they stand in a crontab or a unit.
 */
record Words(List<String> words) {

	static Words behindLauncher(String command) {
		List<String> words = List.of(command.strip().split("\\s+"));
		int launcher = words
			.indexOf(words.stream().filter((word) -> word.endsWith("bin/longhaul")).findFirst().orElse(""));
		assertThat(launcher).as("the place of the launcher in: %s", command).isNotNegative();
		return new Words(words.subList(launcher + 1, words.size()));
	}

	/** Parses them as the command line does, and gives the command. */
	String command() {
		ParseResult parsed = commandLine().parseArgs(this.words.toArray(String[]::new));
		assertThat(parsed.hasSubcommand()).as("a command in %s", this.words).isTrue();
		return parsed.subcommand().commandSpec().name();
	}

	static CommandLine commandLine() {
		return CommandLines.of((home, definitions, claim) -> {
			throw new AssertionError("only the words are looked at");
		}, new Doctor(new S3StoreProbes(), Optional::empty, (partsAtOnce) -> List.of(), Clock.systemUTC()), () -> {
			throw new AssertionError("only the words are looked at");
		}, (home) -> {
			throw new AssertionError("only the words are looked at");
		}, (home, setting) -> {
			throw new AssertionError("only the words are looked at");
		}, List.of());
	}

}
