package dev.longhaul.stub;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

/**
 * The XML that Complete brings, read strictly: at least one part, each with a number and
 * an ETag, and nothing unknown.
 */
final class CompleteBody {

	private final XMLStreamReader xml;

	private CompleteBody(XMLStreamReader xml) {
		this.xml = xml;
	}

	static List<ListedPart> parse(byte[] body) {
		XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		try {
			XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(body));
			List<ListedPart> parts = new CompleteBody(xml).parts();
			if (parts.isEmpty()) {
				throw S3Error.malformedXml();
			}
			return parts;
		}
		catch (XMLStreamException ex) {
			throw S3Error.malformedXml();
		}
	}

	private List<ListedPart> parts() throws XMLStreamException {
		List<ListedPart> parts = new ArrayList<>();
		this.xml.nextTag();
		expect("CompleteMultipartUpload");
		while (this.xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
			expect("Part");
			parts.add(part());
		}
		while (this.xml.hasNext()) {
			this.xml.next();
		}
		return parts;
	}

	private ListedPart part() throws XMLStreamException {
		Map<String, String> values = new TreeMap<>();
		while (this.xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
			String name = this.xml.getLocalName();
			if (values.put(name, this.xml.getElementText().strip()) != null) {
				throw S3Error.malformedXml();
			}
		}
		String number = values.remove("PartNumber");
		String etag = values.remove("ETag");
		PartChecksum checksum = checksum(values);
		if (number == null || !number.matches("\\d{1,9}") || etag == null || !values.isEmpty()) {
			throw S3Error.malformedXml();
		}
		return new ListedPart(Integer.parseInt(number), unquoted(etag), checksum);
	}

	private static @Nullable PartChecksum checksum(Map<String, String> values) {
		for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
			String value = values.remove(algorithm.element());
			if (value != null) {
				return new PartChecksum(algorithm, value);
			}
		}
		return null;
	}

	private void expect(String name) {
		if (!name.equals(this.xml.getLocalName())) {
			throw S3Error.malformedXml();
		}
	}

	private static String unquoted(String etag) {
		boolean quoted = etag.length() >= 2 && etag.startsWith("\"") && etag.endsWith("\"");
		return quoted ? etag.substring(1, etag.length() - 1) : etag;
	}

}
