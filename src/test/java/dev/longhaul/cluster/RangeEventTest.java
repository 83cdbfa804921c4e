package dev.longhaul.cluster;

import java.time.Instant;

import dev.longhaul.cluster.RangeEvent.Result;
import dev.longhaul.job.RangeOffer;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.job.UploadParameters;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.test.MetaDataInstanceFactory;

import static org.assertj.core.api.Assertions.assertThat;

class RangeEventTest {

	@Test
	void a_range_of_one_part_is_called_a_part() {
		assertThat(new RangeEvent(Result.SENT, 7, "a", 12, 12, "", false).parts()).isEqualTo("part 12");
		assertThat(new RangeEvent(Result.SENT, 7, "a", 12, 14, "", false).parts()).isEqualTo("parts 12 to 14");
	}

	@Test
	void a_file_whose_name_no_locale_can_read_is_named_all_the_same() {
		String name = "/data/Gr\0e.dump";
		JobExecution execution = MetaDataInstanceFactory.createJobExecution("upload", 7L, 1L, UploadParameters
			.sending(new UploadIdentity("nightly", name, 1, Instant.EPOCH, "s3://vault"), 1, "key"));
		StepExecution range = MetaDataInstanceFactory.createStepExecution(execution, "range:parts-00041", 1L);
		range.getExecutionContext().putLong("first", 41);
		range.getExecutionContext().putLong("last", 80);

		assertThat(RangeSender.event(Result.GIVEN_BACK, new RangeOffer(range), "why"))
			.isEqualTo(new RangeEvent(Result.GIVEN_BACK, 7, name, 41, 80, "why", false));
	}

}
