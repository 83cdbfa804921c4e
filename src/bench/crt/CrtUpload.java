import java.net.URI;
import java.nio.file.Path;

import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.crt.S3CrtHttpConfiguration;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/** Sends one file by the AWS SDK's transfer manager on the native CRT. */
public final class CrtUpload {

	private CrtUpload() {
	}

	/** {@code CrtUpload ENDPOINT BUCKET KEY FILE MIB-A-PART}; trusts the authorities of the machine and of AWS_CA_BUNDLE. */
	public static void main(String[] args) {
		try (S3AsyncClient s3 = S3AsyncClient.crtBuilder()
			.endpointOverride(URI.create(args[0]))
			.forcePathStyle(true)
			.minimumPartSizeInBytes(Long.parseLong(args[4]) << 20)
			.thresholdInBytes(Long.parseLong(args[4]) << 20)
			.maxConcurrency(8)
			.httpConfiguration(S3CrtHttpConfiguration.builder().trustAllCertificatesEnabled(true).build())
			.build(); S3TransferManager transfers = S3TransferManager.builder().s3Client(s3).build()) {
			transfers
				.uploadFile((upload) -> upload.source(Path.of(args[3]))
					.putObjectRequest((object) -> object.bucket(args[1])
						.key(args[2])
						.checksumAlgorithm(ChecksumAlgorithm.CRC64_NVME)))
				.completionFuture()
				.join();
		}
	}

}
