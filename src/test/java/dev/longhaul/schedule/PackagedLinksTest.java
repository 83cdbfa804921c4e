package dev.longhaul.schedule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the pages of the distribution link is in the distribution, under the same path as
 * in the sources.
 */
class PackagedLinksTest {

	private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

	private static final Pattern SOURCE = Pattern.compile("<(?:directory|source)>([^<$]+)</");

	@ParameterizedTest
	@MethodSource("pages")
	void a_link_leads_to_a_file_and_a_heading_that_are_there(Path page) throws IOException {
		List<Path> packaged = packaged();
		assertThat(links(page)).allSatisfy((link) -> {
			int sign = link.indexOf('#');
			String path = (sign < 0) ? link : link.substring(0, sign);
			Path target = path.isEmpty() ? page : page.resolveSibling(path).normalize();
			assertThat(target).isRegularFile();
			assertThat(packaged).as("%s, which is linked", target).anyMatch(target::startsWith);
			if (sign >= 0) {
				assertThat(headings(target)).contains(link.substring(sign + 1));
			}
		});
	}

	@Test
	void there_are_pages_with_links() throws IOException {
		assertThat(pages()).hasSizeGreaterThan(10).contains(Path.of("README.md"));
		assertThat(links(Path.of("README.md"))).hasSizeGreaterThan(10);
	}

	static List<Path> pages() throws IOException {
		List<Path> pages = new ArrayList<>();
		for (Path packaged : packaged()) {
			try (Stream<Path> files = Files.walk(packaged)) {
				files.filter((file) -> file.toString().endsWith(".md")).forEach(pages::add);
			}
		}
		return pages;
	}

	/** Folders and files of the sources that the assembly takes. */
	private static List<Path> packaged() throws IOException {
		return SOURCE.matcher(Files.readString(Path.of("src/dist/archive.xml")))
			.results()
			.map((source) -> Path.of(source.group(1)))
			.toList();
	}

	private static List<String> links(Path page) throws IOException {
		return LINK.matcher(Files.readString(page))
			.results()
			.map((link) -> link.group(1))
			.filter((link) -> !link.startsWith("http"))
			.toList();
	}

	/** As the forges make anchors of them. */
	private static List<String> headings(Path page) {
		try {
			return Pattern.compile("(?m)^#+ (.*)$")
				.matcher(Files.readString(page))
				.results()
				.map((heading) -> heading.group(1).toLowerCase(Locale.ROOT))
				.map((heading) -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
