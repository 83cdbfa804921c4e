package dev.longhaul.stub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request is answered with.
 */
record Answer(int status, Map<String, String> headers, Content content) {

	private static final Pattern ETAG = Pattern.compile("<ETag>(?:&quot;)?([^<&]*)(?:&quot;)?</ETag>");

	private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");

	/** The first letter of each. */
	private static final Pattern WORD = Pattern.compile("\\b[a-z]");

	static Answer empty(int status) {
		return new Answer(status, Map.of(), Content.NONE);
	}

	static Answer xml(Xml xml) {
		return new Answer(200, Map.of("content-type", "application/xml"), Content.of(xml.bytes()));
	}

	/** Of a portal or a proxy: no header of S3, and no XML of S3 either. */
	static Answer strangersPage(int status) {
		return new Answer(status,
				Map.of("content-type", "text/html", "server", "portal", "location", "https://portal.example/login"),
				Content.of("<html><body>Log in</body></html>".getBytes(StandardCharsets.US_ASCII)));
	}

	static Answer error(S3Error error, S3Request request) {
		return error(error.status(), error, request);
	}

	/** On Complete an error may come with status 200. */
	static Answer error(int status, S3Error error, S3Request request) {
		Xml xml = Xml.error()
			.value("Code", error.code())
			.value("Message", error.reason())
			.value("Resource", "/" + request.bucket() + "/" + request.key())
			.value("RequestId", request.id());
		return new Answer(status, Map.of("content-type", "application/xml"), Content.of(xml.bytes()));
	}

	/**
	 * The region stands in the body, and in a header of redirects and where HEAD has no
	 * body.
	 */
	static Answer fromRegion(FaultAction.AnswerFromRegion elsewhere, S3Request request) {
		Xml xml = Xml.error()
			.value("Code", elsewhere.code())
			.value("Message", "The region 'eu-west-0' is wrong; expecting '%s'".formatted(elsewhere.region()))
			.value("Region", elsewhere.region())
			.value("RequestId", request.id());
		Answer answer = new Answer(elsewhere.status(), Map.of("content-type", "application/xml"),
				Content.of(xml.bytes()));
		boolean head = request.target().op() == Op.HEAD_OBJECT || request.target().op() == Op.HEAD_BUCKET;
		return (head || elsewhere.status() < 400) ? answer.with("x-amz-bucket-region", elsewhere.region()) : answer;
	}

	/** With other ETags, and none of them in quotes. */
	Answer withEtags(UnaryOperator<String> change) {
		String etag = this.headers.get("etag");
		Answer answer = (etag != null) ? with("etag", change.apply(etag.replace("\"", ""))) : this;
		return answer.reworded(
				(xml) -> ETAG.matcher(xml).replaceAll((found) -> "<ETag>" + change.apply(found.group(1)) + "</ETag>"));
	}

	/** A checksum does not say whether it is of the object or of its parts' ones. */
	Answer withoutTypesOfChecksums() {
		Map<String, String> fewer = new TreeMap<>(this.headers);
		fewer.remove("x-amz-checksum-type");
		fewer.replaceAll((name, value) -> name.startsWith("x-amz-checksum-") ? value.replaceAll("-\\d+$", "") : value);
		return new Answer(this.status, fewer, this.content)
			.reworded((xml) -> xml.replaceAll("<ChecksumType>[A-Z_]*</ChecksumType>", "")
				.replaceAll("-\\d+</Checksum", "</Checksum"));
	}

	/** Each word of a header's name with a capital. */
	Answer withCapitalHeaders() {
		Map<String, String> capital = new TreeMap<>();
		this.headers.forEach((name, value) -> capital
			.put(WORD.matcher(name).replaceAll((word) -> word.group().toUpperCase(Locale.ROOT)), value));
		return new Answer(this.status, capital, this.content);
	}

	/** A listing's keys as they are, whatever it says of them. */
	Answer withPlainKeys() {
		return reworded((xml) -> !xml.contains("<EncodingType>url<") ? xml : KEY.matcher(xml)
			.replaceAll(
					(key) -> Matcher.quoteReplacement("<Key>" + PercentCoding.decodeQuery(key.group(1)) + "</Key>")));
	}

	/** The same with other words, if it has any. */
	Answer reworded(UnaryOperator<String> change) {
		if (!"application/xml".equals(this.headers.get("content-type"))) {
			return this;
		}
		ByteArrayOutputStream words = new ByteArrayOutputStream();
		try {
			this.content.writer().writeTo(words);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		byte[] others = change.apply(words.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
		return new Answer(this.status, this.headers, Content.of(others));
	}

	Answer with(String name, String value) {
		Map<String, String> more = new TreeMap<>(this.headers);
		more.put(name, value);
		return new Answer(this.status, more, this.content);
	}

}
