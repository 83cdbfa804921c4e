package dev.longhaul.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Configuration;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is so of all code, wherever it stands.
 */
@AnalyzeClasses(packages = "dev.longhaul", importOptions = DoNotIncludeTests.class)
class CodeRulesTest {

	private static final int LONGEST_FILE = 300;

	@ArchTest
	static final ArchRule time_comes_from_a_clock = noClasses().should()
		.callMethodWhere(
				DescribedPredicate.describe("asks the system for the time", CodeRulesTest::asksTheSystemForTheTime));

	@ArchTest
	static final ArchRule nobody_sleeps = noClasses().should()
		.callMethodWhere(DescribedPredicate.describe("sleeps", CodeRulesTest::sleeps));

	@ArchTest
	static final ArchRule a_name_says_what_a_class_is = noClasses().should()
		.haveNameMatching(".*(Helper|Util|Utils|Manager|Impl)");

	/** Spring makes a subclass of nothing here; picocli fills final classes too. */
	@ArchTest
	static final ArchRule classes_are_final = classes().that()
		.arePublic()
		.and()
		.areNotInterfaces()
		.and()
		.areNotEnums()
		.and()
		.areNotRecords()
		.and()
		.areNotAssignableTo(Throwable.class)
		// Spring refuses final ones
		.and()
		.areNotAnnotatedWith(Configuration.class)
		.should()
		.haveModifier(JavaModifier.FINAL);

	/** The abstract ones are the sealed roots of a family. */
	@ArchTest
	static final ArchRule exceptions_are_final = classes().that()
		.areAssignableTo(Throwable.class)
		.and()
		.doNotHaveModifier(JavaModifier.ABSTRACT)
		.should()
		.haveModifier(JavaModifier.FINAL);

	@ArchTest
	static void packages_are_null_marked(JavaClasses imported) {
		JavaPackage root = imported.getPackage("dev.longhaul");

		assertThat(root.getSubpackagesInTree()).hasSizeGreaterThan(10);
		assertThat(Stream.concat(Stream.of(root), root.getSubpackagesInTree().stream()))
			.allSatisfy((each) -> assertThat(each.isAnnotatedWith(NullMarked.class)).as(each.getName()).isTrue());
	}

	@Test
	void files_are_short() throws IOException {
		try (Stream<Path> tree = Files.walk(Path.of("src"))) {
			List<Path> sources = tree.filter((file) -> file.toString().endsWith(".java")).toList();

			assertThat(sources).hasSizeGreaterThan(50);
			assertThat(sources).filteredOn((file) -> lines(file) > LONGEST_FILE).isEmpty();
		}
	}

	private static boolean asksTheSystemForTheTime(JavaMethodCall call) {
		JavaClass owner = call.getTargetOwner();
		String name = call.getName();
		boolean byClock = call.getTarget()
			.getRawParameterTypes()
			.stream()
			.anyMatch((type) -> type.isEquivalentTo(Clock.class));
		return (owner.getPackageName().startsWith("java.time") && name.equals("now") && !byClock)
				|| (owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis"));
	}

	private static boolean sleeps(JavaMethodCall call) {
		return call.getName().equals("sleep");
	}

	private static long lines(Path file) {
		try (Stream<String> lines = Files.lines(file)) {
			return lines.count();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
