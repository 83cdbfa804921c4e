package dev.longhaul.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.longhaul.checksum.Checksum;
import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.part.Part;
import dev.longhaul.source.FileCalls;
import dev.longhaul.source.PageCache;
import dev.longhaul.source.SourceFile;
import dev.longhaul.store.Addresses;
import dev.longhaul.store.Completion;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.PartBodies;
import dev.longhaul.store.RequestTerms;
import dev.longhaul.store.Specs;
import dev.longhaul.store.Upload;
import dev.longhaul.store.UploadedPart;
import dev.longhaul.store.WriteCondition;
import dev.longhaul.store.s3.S3ObjectStores;
import dev.longhaul.stub.AccessKeys;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.StrictS3;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is limited is what is sent. Over plain HTTP the SDK reads each part once more
 * before, to sign it; that costs no bandwidth.
 */
@ExtendWith(AccessKeys.class)
class LimitedUploadTest {

	private static final int PART = 5 << 20;

	private static final int RATE = 1 << 20;

	private static final double SECONDS_A_PART = 5;

	private static final Offset<Double> A_BIT = Offset.offset(0.2);

	/** Whether the store has looked at the checksum, of each PutObject. */
	private final List<Boolean> answers = new ArrayList<>();

	private final StrictS3 s3 = StrictS3.start().createBucket("vault");

	private final S3ObjectStores stores = new S3ObjectStores(1);

	private final OwnTime time = new OwnTime();

	private final PartLimit limit = new PartLimit(32, System::nanoTime);

	private final byte[] bytes = PartBodies.bytes(2 * PART, 1);

	@TempDir
	private Path folder;

	private ObjectStore store;

	private Transfer transfer;

	private SourceFile file;

	private PartUploader uploader;

	@BeforeEach
	void begin() throws IOException {
		this.store = this.stores.at(Addresses.at("vault", this.s3.endpoint()), RequestTerms.NONE);
		this.file = SourceFile.of(Files.write(this.folder.resolve("file.bin"), this.bytes));
		this.transfer = new Transfer(this.file.path(), this.file.size(), (sent) -> {
		});
		this.uploader = uploader(1);
	}

	/** Of so many parts at once that share the rate. */
	private PartUploader uploader(int sharers) {
		Budget budget = this.time.budget(OwnTime.rate(RATE), sharers);
		return new PartUploader(this.store, this.file, ChecksumAlgorithm.MD5, this.transfer,
				new Allowance(new Bandwidth(List.of(budget)), new PartMemory(PART), PageCache.KEEP, this.limit,
						new PartPlaces(8), new FileCalls(System::nanoTime)));
	}

	@AfterEach
	void close() {
		this.stores.close();
		this.s3.close();
	}

	@Test
	void arrives_whole_and_every_byte_takes_its_bandwidth_once() throws IOException {
		Upload upload = this.store.create(Specs.of("parts.bin")).upload();

		UploadedPart first = this.uploader.send(upload, new Part(1, 0, PART), PartPlace.UNCOUNTED);
		assertThat(this.time.seconds()).isCloseTo(SECONDS_A_PART, A_BIT);
		UploadedPart second = this.uploader.send(upload, new Part(2, PART, PART), PartPlace.UNCOUNTED);
		assertThat(this.time.seconds()).isCloseTo(2 * SECONDS_A_PART, A_BIT);

		this.store.complete(upload, Completion.of(List.of(first, second)));
		assertThat(this.s3.object("vault", "parts.bin").mismatch(this.folder.resolve("file.bin"))).isEqualTo(-1);
	}

	@Test
	void a_retry_takes_its_bandwidth_again() {
		this.s3.faults().add(Fault.on(Op.PUT_OBJECT).once().resetBeforeAnswer());

		put(this.uploader, 2 * PART);

		assertThat(this.time.seconds()).isCloseTo(4 * SECONDS_A_PART, A_BIT);
		assertThat(this.s3.requests(Op.PUT_OBJECT)).hasSize(2);
	}

	/** How long the connection may take is reckoned from a part's share of the rate. */
	@ParameterizedTest
	@ValueSource(ints = { RATE, RATE + 1 })
	void arrives_however_many_parts_share_the_bandwidth(int sharers) {
		put(uploader(sharers), PART);

		assertThat(this.s3.requests(Op.PUT_OBJECT)).hasSize(1);
	}

	@Test
	void fewer_parts_are_in_flight_after_a_slow_down() {
		this.s3.faults().add(Fault.on(Op.PUT_OBJECT).once().answer(503, "SlowDown"));

		put(this.uploader, PART);

		assertThat(this.limit.parts()).isEqualTo(4);
	}

	/** The first bytes of the file as an object. */
	private void put(PartUploader uploader, int length) {
		Checksum sent = ChecksumAlgorithm.MD5.of(Arrays.copyOf(this.bytes, length));
		uploader.put(Specs.of("whole.bin"), new Part(1, 0, length), ExpectedObject.ofWhole(length, sent),
				WriteCondition.ALWAYS, PartPlace.UNCOUNTED, this.answers::add);
	}

}
