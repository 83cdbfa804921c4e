package dev.longhaul.e2e;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import dev.longhaul.report.UploadReports;
import dev.longhaul.report.UploadView;
import dev.longhaul.report.UploadView.State;
import dev.longhaul.repository.RepositoryReader;
import dev.longhaul.repository.home.EmbeddedReader;
import dev.longhaul.repository.home.Home;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a process that has ended left in the repository of a site's home.
 */
record LeftUploads(Path site) {

	/** No step is left as if it were running, and the file's first upload stands so. */
	void assertLeft(Path file, State state) {
		RepositoryReader reader = new EmbeddedReader(new Home(this.site.resolve(".longhaul")));
		UploadView first = reader.read((jdbc, claimed) -> {
			UploadReports reports = new UploadReports(jdbc, claimed, Clock.systemUTC());
			List<Long> uploads = reports.uploadsOf(file.toString());
			UploadView oldest = reports.upload(uploads.get(uploads.size() - 1)).orElseThrow();
			assertThat(unended(jdbc)).as("executions that did not end: %s", oldest).isZero();
			return oldest;
		}).orElseThrow();
		assertThat(first.state()).as("%s", first).isEqualTo(state);
	}

	private static long unended(JdbcClient jdbc) {
		return jdbc.sql("""
				select count(*) from (select STATUS from BATCH_JOB_EXECUTION
					union all select STATUS from BATCH_STEP_EXECUTION)
				where STATUS in ('STARTING', 'STARTED', 'STOPPING', 'UNKNOWN')""").query(Long.class).single();
	}

}
