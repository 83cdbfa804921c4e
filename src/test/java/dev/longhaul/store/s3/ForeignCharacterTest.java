package dev.longhaul.store.s3;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the parsers say of a character that XML has not, and of an answer that broke off.
 */
class ForeignCharacterTest {

	@ParameterizedTest
	@CsvSource({ "en", "de", "ja", "zh-CN", "zh-TW", "fr", "es", "it", "ko", "pt-BR", "sv" })
	void the_parser_of_the_jdk_is_understood_in_every_language(String language) {
		Locale before = Locale.getDefault();
		Locale.setDefault(Locale.forLanguageTag(language));
		try {
			XMLInputFactory parsers = XMLInputFactory.newDefaultFactory();
			assertUnderstood(parsers);
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@ParameterizedTest
	@CsvSource("com.ctc.wstx.stax.WstxInputFactory")
	void so_is_the_one_that_a_library_brings(Class<? extends XMLInputFactory> library)
			throws ReflectiveOperationException {
		assertUnderstood(library.getDeclaredConstructor().newInstance());
	}

	private static void assertUnderstood(XMLInputFactory parsers) {
		for (String key : new String[] { "photo&#x1;", "photo&#1;", "photo&#x1F;", "photo\u0001", "photo\uffff" }) {
			SdkClientException failure = failure(parsers, "<List><Key>" + key + "</Key></List>");
			assertThat(ForeignCharacter.isBehind(failure)).as("%s: %s", key, failure.getCause()).isTrue();
			assertThat(Retries.isCutOff(failure)).as(key).isFalse();
		}
		for (String half : new String[] { "", "<Li", "<List>", "<List><Key>photo", "<List><Key>photo&#",
				"<List><Key>photo&#x4", "<List><Key>photo</Ke", "<List><Key>photo</Key>" }) {
			SdkClientException failure = failure(parsers, half);
			assertThat(ForeignCharacter.isBehind(failure)).as("%s: %s", half, failure.getCause()).isFalse();
			assertThat(Retries.isCutOff(failure)).as(half).isTrue();
		}
	}

	/** As the SDK throws it. */
	private static SdkClientException failure(XMLInputFactory parsers, String xml) {
		XMLStreamException thrown = thrown(parsers, xml);
		assertThat(thrown).as(xml).isNotNull();
		return SdkClientException.create("Could not parse XML response.", thrown);
	}

	private static @Nullable XMLStreamException thrown(XMLInputFactory parsers, String xml) {
		try {
			XMLStreamReader reader = parsers
				.createXMLStreamReader(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
			while (reader.hasNext()) {
				reader.next();
			}
			return null;
		}
		catch (XMLStreamException ex) {
			return ex;
		}
	}

}
