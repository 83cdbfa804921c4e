package dev.longhaul.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.definition.Destination;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.store.Conditions;
import dev.longhaul.store.Encryption;
import dev.longhaul.store.EncryptionPassedOver;
import dev.longhaul.store.StoreException;
import dev.longhaul.store.StoreProbe;
import dev.longhaul.store.StoreProfile;
import dev.longhaul.upload.StoreTrial;

/**
 * Whether the store does what the definition relies on and not every store does. Tries
 * anew what a run remembers.
 */
record TraitsChecks(CheckList list, JobDefinition definition) {

	/** Of the checks that this definition needs. */
	static List<String> names(JobDefinition definition) {
		Destination destination = definition.destination();
		List<String> names = new ArrayList<>(List.of("integrity"));
		if (asksForEncryption(destination)) {
			names.add("encryption");
		}
		if (destination.ifExists().isForTheStore()) {
			names.add("if-exists");
		}
		return names;
	}

	private static boolean asksForEncryption(Destination destination) {
		return destination.settings().encryption().type() != Encryption.Type.NONE;
	}

	void examine(StoreProbe probe) {
		StoreTrial trial = new StoreTrial(probe, destination().trialObject(ProbeUpload.keyOf(this.definition)));
		StoreProfile profile = destination().profileOfStore();
		try {
			this.definition.transfer()
				.checksum()
				.ifPresentOrElse((wanted) -> wanted(wanted, profile, trial), () -> strongest(profile, trial));
		}
		catch (StoreException ex) {
			this.list.skip(List.of("integrity"), "the store could not be asked: " + ex.getMessage());
		}
		if (asksForEncryption(destination())) {
			encryption(profile, trial);
		}
		if (destination().ifExists().isForTheStore()) {
			conditions(profile, trial);
		}
	}

	private void encryption(StoreProfile profile, StoreTrial trial) {
		String asked = destination().settings().encryption().type().label();
		try {
			if (!profile.isKnownToEncrypt()) {
				trial.requireEncryption();
			}
			this.list.ok("encryption", "%s, %s".formatted(asked, profile.isKnownToEncrypt()
					? "by what is known of " + profile.label() : "as the store says of a trial's object"));
		}
		catch (EncryptionPassedOver ex) {
			this.list.fail("encryption", ex);
		}
		catch (StoreException ex) {
			this.list.skip(List.of("encryption"), "the store could not be asked: " + ex.getMessage());
		}
	}

	private Destination destination() {
		return this.definition.destination();
	}

	private void wanted(ChecksumAlgorithm wanted, StoreProfile profile, StoreTrial trial) {
		if (profile.isKnownToVerify(wanted) || trial.verifies(wanted)) {
			this.list.ok("integrity", wanted.label() + ", as transfer.integrity says");
		}
		else {
			this.list.fail("integrity",
					"the store does not verify %s, as a trial has shown; set transfer.integrity to auto"
						.formatted(wanted.label()));
		}
	}

	private void strongest(StoreProfile profile, StoreTrial trial) {
		Optional<ChecksumAlgorithm> known = profile.integrity();
		ChecksumAlgorithm integrity = known.orElseGet(trial::integrity);
		String why = known.isPresent() ? "by what is known of " + profile.label() : "by a trial";
		if (integrity == ChecksumAlgorithm.MD5) {
			this.list.note("integrity",
					"auto takes Content-MD5, %s: the store keeps no checksum of the object, so a proof rests on %s"
						.formatted(why, destination().settings().encryption().type().leavesMd5Etags() ? "its ETag"
								: "the Content-MD5 of its parts, for with this encryption ETags are no MD5s"));
		}
		else {
			this.list.ok("integrity", "auto takes %s, %s".formatted(integrity.label(), why));
		}
	}

	private void conditions(StoreProfile profile, StoreTrial trial) {
		try {
			Conditions conditions = profile.conditions().orElseGet(trial::conditions);
			destination().ifExists()
				.refusal(destination().address(), conditions)
				.ifPresentOrElse((why) -> this.list.fail("if-exists", why),
						() -> this.list.ok("if-exists", "the store honours If-None-Match"));
		}
		catch (StoreException ex) {
			this.list.fail("if-exists", ex);
		}
	}

}
