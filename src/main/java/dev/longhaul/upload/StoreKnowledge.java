package dev.longhaul.upload;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.store.AccessRefused;
import dev.longhaul.store.Conditions;
import dev.longhaul.store.Encryption;
import dev.longhaul.store.EncryptionPassedOver;
import dev.longhaul.store.RequestRefused;
import dev.longhaul.store.StoreException;
import dev.longhaul.store.StoreInQuestion;
import dev.longhaul.store.StoreProbe;
import dev.longhaul.store.StoreProbes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of stores: by their profile, else by a trial, kept for a while.
 */
public final class StoreKnowledge {

	private static final Logger log = LoggerFactory.getLogger(StoreKnowledge.class);

	/**
	 * So long a trial that failed is not repeated: it may have waited for a silent store,
	 * and the files of a run that ask for it wait for each other.
	 */
	private static final Duration SPARED = Duration.ofMinutes(1);

	private static final Set<String> CHECKSUMS = words(ChecksumAlgorithm.values(), ChecksumAlgorithm::label);

	private static final Set<String> CONDITIONS = words(Conditions.values(), Conditions::name);

	private static final Set<String> YES_OR_NO = Set.of("true", "false");

	private final Map<String, FailedTrial> failed = new ConcurrentHashMap<>();

	/** Warnings that were logged already: each once for a store. */
	private final Set<String> said = ConcurrentHashMap.newKeySet();

	private final StoreProbes probes;

	private final TrialsFile trials;

	private final LongSupplier nanoTime;

	/** Knows what earlier trials told. */
	public StoreKnowledge(StoreProbes probes, TrialsFile trials) {
		this(probes, trials, System::nanoTime);
	}

	StoreKnowledge(StoreProbes probes, TrialsFile trials, LongSupplier nanoTime) {
		this.probes = probes;
		this.trials = trials;
		this.nanoTime = nanoTime;
	}

	/**
	 * The strongest checksum that the store verifies. One that may not be asked is relied
	 * on for Content-MD5 and asked again a minute later.
	 * @throws StoreException if it cannot be asked for another reason: a file planned now
	 * would keep the weaker proof even when that is over, or somebody has corrected it
	 */
	public ChecksumAlgorithm integrity(StoreInQuestion store) {
		return store.profile().integrity().orElseGet(() -> {
			try {
				return ChecksumAlgorithm
					.named(learn("integrity", CHECKSUMS, store, (trial) -> trial.integrity().label()));
			}
			catch (AccessRefused ex) {
				requireForbidden(ex);
				warnOnce("cannot try which checksums %s verifies, so Content-MD5 is taken: %s", store, ex);
				return ChecksumAlgorithm.MD5;
			}
		});
	}

	/**
	 * Looks whether the store verifies what the definition asks for.
	 * @throws RequestRefused if it does not
	 */
	public void requireVerified(ChecksumAlgorithm wanted, StoreInQuestion store) {
		if (store.profile().isKnownToVerify(wanted)) {
			return;
		}
		String verified = learn("verifies-" + wanted.label(), YES_OR_NO, store,
				(trial) -> String.valueOf(trial.verifies(wanted)));
		if (!Boolean.parseBoolean(verified)) {
			throw new RequestRefused(
					"%s does not verify %s, as a trial has shown; set transfer.integrity to auto or md5, then run again"
						.formatted(store.address().identity(), wanted.label()),
					null);
		}
	}

	/**
	 * Looks whether the store encrypts as the definition asks, before anything lies there
	 * in plain. Where it cannot be tried the proof of each object tells. That it does not
	 * is not remembered: somebody may set it up.
	 * @throws EncryptionPassedOver if it does not
	 */
	public void requireEncryption(StoreInQuestion store) {
		Encryption.Type asked = store.likeThis().settings().encryption().type();
		if (asked == Encryption.Type.NONE || store.profile().isKnownToEncrypt()) {
			return;
		}
		try {
			learn("encrypts-" + asked.label(), YES_OR_NO, store, (trial) -> {
				trial.requireEncryption();
				return "true";
			});
		}
		catch (EncryptionPassedOver ex) {
			throw ex;
		}
		catch (StoreException ex) {
			warnOnce("cannot try whether %s encrypts, so each object has to show it: %s", store, ex);
		}
	}

	/**
	 * Whether the store is known to refuse parts and objects that are not what their
	 * Content-MD5 says. One that lets nobody try it is not, and is asked again a minute
	 * later.
	 * @throws StoreException if it cannot be asked for another reason, which passes or is
	 * corrected
	 */
	public boolean verifiesContentMd5(StoreInQuestion store) {
		if (store.profile().isKnownToVerifyContentMd5()) {
			return true;
		}
		try {
			return Boolean.parseBoolean(learn("verifies-content-md5", YES_OR_NO, store,
					(trial) -> String.valueOf(trial.verifiesContentMd5())));
		}
		catch (AccessRefused | RequestRefused ex) {
			requireForbidden(ex);
			warnOnce(
					"cannot try whether %s looks at Content-MD5, so nothing but marker and size of its objects is proved: %s",
					store, ex);
			return false;
		}
	}

	/**
	 * Whether the ETags of objects made of parts follow from the parts' MD5s, as S3's do.
	 * Some stores' only look so. Where nobody may try it they are taken for S3's.
	 * @throws StoreException if the store cannot be asked for another reason
	 */
	public boolean makesMd5Etags(StoreInQuestion store) {
		try {
			return store.profile().isKnownToMakeMd5Etags() || Boolean
				.parseBoolean(learn("md5-etags", YES_OR_NO, store, (trial) -> String.valueOf(trial.makesMd5Etags())));
		}
		catch (AccessRefused | RequestRefused ex) {
			requireForbidden(ex);
			return true;
		}
	}

	/**
	 * Which requests honour If-None-Match.
	 * @throws StoreException if the store cannot be asked
	 */
	public Conditions conditions(StoreInQuestion store) {
		return store.profile()
			.conditions()
			.orElseGet(() -> Conditions
				.valueOf(learn("conditions", CONDITIONS, store, (trial) -> trial.conditions().name())));
	}

	/**
	 * Wrong credentials, a full store and a shut account are corrected: they say nothing
	 * of what the store verifies.
	 */
	private static void requireForbidden(StoreException refusal) {
		if (refusal instanceof AccessRefused refused && !refused.isOfRight()) {
			throw refused;
		}
	}

	private void warnOnce(String sentence, StoreInQuestion store, StoreException why) {
		if (this.said.add(sentence + store.address().identity())) {
			log.warn("{}", sentence.formatted(store.address().identity(), why.getMessage()));
		}
	}

	private static <T> Set<String> words(T[] answers, Function<T, String> word) {
		return Arrays.stream(answers).map(word).collect(Collectors.toUnmodifiableSet());
	}

	private String learn(String question, Set<String> words, StoreInQuestion store,
			Function<StoreTrial, String> trial) {
		String asked = question + " " + store.address().identity();
		return this.trials.answer(asked, words, () -> tried(asked, store, trial));
	}

	private String tried(String question, StoreInQuestion store, Function<StoreTrial, String> trial) {
		FailedTrial before = this.failed.get(question);
		if (before != null && this.nanoTime.getAsLong() - before.at() < SPARED.toNanos()) {
			throw before.why();
		}
		try (StoreProbe probe = this.probes.at(store.address(), store.terms())) {
			return trial.apply(new StoreTrial(probe, store.likeThis()));
		}
		catch (StoreException ex) {
			this.failed.put(question, new FailedTrial(ex, this.nanoTime.getAsLong()));
			throw ex;
		}
	}

	/**
	 * A trial that told nothing.
	 *
	 * @param at when it ended, by the clock that nobody sets
	 */
	private record FailedTrial(StoreException why, long at) {
	}

}
