package dev.longhaul.launch;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.longhaul.Logged;
import dev.longhaul.source.SourceGone;
import dev.longhaul.upload.Cure;
import dev.longhaul.upload.UploadFailure;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What fails of one file before its job, or after it.
 */
class OutsideFailureTest {

	@AutoClose
	private final Logged log = Logged.by(OutsideFailure.class);

	@Test
	void what_is_not_foreseen_is_an_error_in_longhaul_itself_and_the_log_has_where() {
		UploadFailure told = OutsideFailure.of("/in/a", new NullPointerException("no key"));

		assertThat(told.message()).isEqualTo("an error in Longhaul itself (java.lang.NullPointerException: no key); "
				+ "the next run tries this file again, and the log has the details");
		assertThat(told.cure()).isEqualTo(Cure.RERUN);
		assertThat(this.log.events()).singleElement().satisfies((event) -> {
			assertThat(event.getLevel()).isEqualTo(Level.ERROR);
			assertThat(event.getThrowableProxy().getStackTraceElementProxyArray()).isNotEmpty();
		});
	}

	@Test
	void what_has_a_sentence_keeps_it_and_its_cure_also_wrapped() {
		SourceGone gone = SourceGone.asNamed(Path.of("/in/a"));

		UploadFailure told = OutsideFailure.of("/in/a", new CompletionException(gone));

		assertThat(told).isEqualTo(new UploadFailure(Cure.NOTHING, String.valueOf(gone.getMessage())));
		assertThat(this.log.events()).extracting(ILoggingEvent::getLevel).containsOnly(Level.DEBUG);
	}

	@Test
	void what_the_database_says_is_the_repositorys() {
		Exception failure = new IllegalStateException(
				new DataAccessResourceFailureException("select …", new SQLException("the socket is closed", "08006")));

		assertThat(OutsideFailure.of("/in/a", failure).message())
			.isEqualTo("the job repository failed: its server does not answer (the socket is closed)");
	}

}
