package dev.longhaul.upload;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.store.AccessRefused;
import dev.longhaul.store.Conditions;
import dev.longhaul.store.RequestRefused;
import dev.longhaul.store.StoreException;
import dev.longhaul.store.StoreProbe;
import dev.longhaul.store.StoreProbes;
import dev.longhaul.store.StoreProfile;
import dev.longhaul.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of stores: by their profile, else by a trial that is remembered for a
 * while.
 */
public final class StoreKnowledge {

	private static final Logger log = LoggerFactory.getLogger(StoreKnowledge.class);

	private final Map<String, String> known = new ConcurrentHashMap<>();

	/** Those of which it was said that they cannot be tried. */
	private final Set<String> refused = ConcurrentHashMap.newKeySet();

	/** The same, of Content-MD5. */
	private final Set<String> untried = ConcurrentHashMap.newKeySet();

	private final StoreProbes probes;

	private final TrialsFile trials;

	/** Knows what earlier trials told. */
	public StoreKnowledge(StoreProbes probes, TrialsFile trials) {
		this.probes = probes;
		this.trials = trials;
	}

	/**
	 * The strongest checksum that the store verifies. One that may not be asked, or is
	 * away for a moment, is relied on for Content-MD5 and asked again the next time.
	 * @throws StoreException if the store cannot be used at all: a file that is planned
	 * now would keep to the weaker proof when somebody has corrected what is wrong
	 */
	public ChecksumAlgorithm integrity(KnownStore store) {
		return store.profile().integrity().orElseGet(() -> {
			try {
				return ChecksumAlgorithm.named(learn("integrity", store, (trial) -> trial.integrity().label()));
			}
			catch (AccessRefused | StoreUnavailable ex) {
				if (this.refused.add(store.address().identity())) {
					log.warn("cannot try which checksums {} verifies, so Content-MD5 is taken: {}",
							store.address().identity(), ex.getMessage());
				}
				return ChecksumAlgorithm.MD5;
			}
		});
	}

	/**
	 * Looks whether the store verifies what the definition asks for. Content-MD5 is taken
	 * as it comes, for its ETags are compared too.
	 * @throws RequestRefused if it does not
	 */
	public void requireVerified(ChecksumAlgorithm wanted, KnownStore store) {
		if (wanted == ChecksumAlgorithm.MD5 || store.profile() == StoreProfile.AWS) {
			return;
		}
		String verified = learn("verifies-" + wanted.label(), store, (trial) -> String.valueOf(trial.verifies(wanted)));
		if (!Boolean.parseBoolean(verified)) {
			throw new RequestRefused(
					"%s does not verify %s, as a trial has shown; set transfer.integrity to auto or md5, then run again"
						.formatted(store.address().identity(), wanted.label()),
					null);
		}
	}

	/**
	 * Whether the store is known to refuse parts that are not what their Content-MD5
	 * says. One that lets nobody try it is not, and is asked again the next time.
	 * @throws StoreException if it cannot be asked for another reason, which passes or is
	 * corrected
	 */
	public boolean verifiesContentMd5(KnownStore store) {
		if (store.profile().integrity().isPresent() && store.profile() != StoreProfile.GENERIC) {
			return true; // its makers say so
		}
		try {
			return Boolean
				.parseBoolean(learn("content-md5", store, (trial) -> String.valueOf(trial.verifiesContentMd5())));
		}
		catch (AccessRefused | RequestRefused ex) {
			if (this.untried.add(store.address().identity())) {
				log.warn(
						"cannot try whether {} looks at Content-MD5, so nothing but marker and size of its objects is proved: {}",
						store.address().identity(), ex.getMessage());
			}
			return false;
		}
	}

	/**
	 * Which requests honour If-None-Match.
	 * @throws StoreException if the store cannot be asked
	 */
	public Conditions conditions(KnownStore store) {
		return store.profile()
			.conditions()
			.orElseGet(() -> Conditions.valueOf(learn("conditions", store, (trial) -> trial.conditions().name())));
	}

	private String learn(String question, KnownStore store, Function<StoreTrial, String> trial) {
		return this.known.computeIfAbsent(question + " " + store.address().identity(),
				(asked) -> this.trials.answer(asked, () -> {
					try (StoreProbe probe = this.probes.at(store.address(), store.terms())) {
						return trial.apply(new StoreTrial(probe, store.likeThis()));
					}
				}));
	}

}
