package dev.longhaul.upload;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.longhaul.checkpoint.PartsMissing;
import dev.longhaul.part.PlanImpossible;
import dev.longhaul.source.SourceChanged;
import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceGone;
import dev.longhaul.source.SourceKept;
import dev.longhaul.source.SourceRenumbered;
import dev.longhaul.source.SourceUnreadable;
import dev.longhaul.source.TooManyOpenFiles;
import dev.longhaul.store.AccessRefused;
import dev.longhaul.store.BucketMissing;
import dev.longhaul.store.ClockSkewed;
import dev.longhaul.store.ConditionConflict;
import dev.longhaul.store.CredentialsExpired;
import dev.longhaul.store.CredentialsMissing;
import dev.longhaul.store.EncryptionPassedOver;
import dev.longhaul.store.MachineUnfit;
import dev.longhaul.store.ObjectGone;
import dev.longhaul.store.PartDamaged;
import dev.longhaul.store.PartUnknown;
import dev.longhaul.store.PreconditionFailed;
import dev.longhaul.store.RequestRefused;
import dev.longhaul.store.StoreException;
import dev.longhaul.store.StoreUnavailable;
import dev.longhaul.store.UploadGone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who can cure what.
 */
class CureTest {

	private static final Map<Class<? extends Throwable>, Cure> CURES = Map.ofEntries(
	// @formatter:off
			Map.entry(AccessRefused.class, Cure.PERSON),
			Map.entry(BucketMissing.class, Cure.PERSON),
			Map.entry(ClockSkewed.class, Cure.PERSON),
			Map.entry(CredentialsExpired.class, Cure.RERUN),
			Map.entry(CredentialsMissing.class, Cure.PERSON),
			Map.entry(EncryptionPassedOver.class, Cure.PERSON),
			Map.entry(ConditionConflict.class, Cure.RERUN), Map.entry(PartDamaged.class, Cure.RERUN),
			Map.entry(PreconditionFailed.class, Cure.NOTHING),
			Map.entry(MachineUnfit.class, Cure.PERSON),
			Map.entry(ObjectGone.class, Cure.RERUN),
			Map.entry(PartUnknown.class, Cure.RERUN),
			Map.entry(RequestRefused.class, Cure.PERSON),
			Map.entry(StoreUnavailable.class, Cure.RERUN),
			Map.entry(UploadGone.class, Cure.ANEW),
			Map.entry(SourceChanged.class, Cure.ANEW),
			Map.entry(SourceGone.class, Cure.NOTHING),
			Map.entry(SourceKept.class, Cure.PERSON),
			Map.entry(SourceRenumbered.class, Cure.RERUN),
			Map.entry(SourceUnreadable.class, Cure.PERSON),
			Map.entry(TooManyOpenFiles.class, Cure.RERUN),
			Map.entry(PlanImpossible.class, Cure.NOTHING),
			Map.entry(PartsMissing.class, Cure.RERUN),
			Map.entry(DestinationChanged.class, Cure.ANEW),
			Map.entry(DeliveryUnproven.class, Cure.PERSON),
			Map.entry(AbortUnfinished.class, Cure.RERUN),
			// what is unknown is tried again
			Map.entry(IllegalStateException.class, Cure.RERUN),
			Map.entry(IOException.class, Cure.RERUN));
	// @formatter:on

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource
	void knows_the_cure(Class<? extends Throwable> type, Cure cure) throws ReflectiveOperationException {
		Throwable failure = instanceOf(type);

		assertThat(Cure.of(failure)).isEqualTo(cure);
		assertThat(Cure.of(new RuntimeException(new IllegalStateException("wrapped", failure)))).isEqualTo(cure);
		assertThat(UploadFailure.of(failure)).isEqualTo(new UploadFailure(cure, String.valueOf(failure.getMessage())));
	}

	static Stream<Arguments> knows_the_cure() {
		return CURES.entrySet().stream().map((entry) -> Arguments.of(entry.getKey(), entry.getValue()));
	}

	@Test
	void a_full_heap_is_for_a_person_who_makes_it_larger() {
		UploadFailure failure = UploadFailure.of(new OutOfMemoryError("Java heap space"));

		assertThat(failure.cure()).isEqualTo(Cure.PERSON);
		assertThat(failure.message()).contains("is full; give the JVM more by LONGHAUL_JAVA_OPTIONS=-Xmx");
	}

	@Test
	void has_a_cure_for_every_failure_of_a_store_and_of_a_source() {
		Stream<Class<?>> all = Stream.of(StoreException.class, SourceException.class)
			.map(Class::getPermittedSubclasses)
			.flatMap(Arrays::stream);

		assertThat(all).isNotEmpty()
			.allSatisfy((type) -> assertThat(CURES).containsKey(type.asSubclass(Throwable.class)));
	}

	@ParameterizedTest
	@EnumSource(Cure.class)
	void ends_the_upload_only_where_its_parts_are_of_no_use(Cure cure) {
		assertThat(cure.endsUpload()).isEqualTo(cure == Cure.ANEW || cure == Cure.NOTHING);
	}

	@Test
	void takes_the_gravest_of_several_failures() {
		Throwable passing = new StoreUnavailable("503", null);
		Throwable grave = new AccessRefused("403", null);
		Throwable gravest = new PreconditionFailed("412", null);

		assertThat(UploadFailure.gravest(List.of(passing, grave, passing)))
			.isEqualTo(new UploadFailure(Cure.PERSON, "403"));
		assertThat(UploadFailure.gravest(List.of(gravest, passing, grave)))
			.isEqualTo(new UploadFailure(Cure.NOTHING, "412"));
	}

	@Test
	void always_has_a_reason() {
		assertThat(UploadFailure.gravest(List.of()).message()).isNotBlank();
		assertThat(UploadFailure.gravest(List.of()).cure()).isEqualTo(Cure.RERUN);
		assertThat(UploadFailure.of(new IllegalStateException()).message())
			.isEqualTo("the upload failed for an unknown reason; see the log");
		assertThat(UploadFailure.of(new IllegalStateException(" ")).message())
			.isEqualTo("the upload failed for an unknown reason; see the log");
	}

	/** Most constructors are not public: only the fact itself makes its exception. */
	private static Throwable instanceOf(Class<? extends Throwable> type) throws ReflectiveOperationException {
		Constructor<?> constructor = Stream.of(type.getDeclaredConstructors())
			.max((one, other) -> Integer.compare(one.getParameterCount(), other.getParameterCount()))
			.orElseThrow();
		if (type.getName().startsWith("java.")) {
			constructor = type.getConstructor(String.class);
		}
		constructor.setAccessible(true);
		@Nullable Object[] arguments = Stream.of(constructor.getParameterTypes()).map(CureTest::example).toArray();
		return type.cast(constructor.newInstance(arguments));
	}

	private static @Nullable Object example(Class<?> type) {
		if (type == String.class) {
			return "why";
		}
		if (type == int.class) {
			return 1;
		}
		if (type == boolean.class) {
			return false;
		}
		if (type == Path.class) {
			return Path.of("/data/file");
		}
		if (type == Optional.class) {
			return Optional.empty();
		}
		return Collection.class.isAssignableFrom(type) ? List.of() : null;
	}

}
