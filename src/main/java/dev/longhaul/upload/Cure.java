package dev.longhaul.upload;

import dev.longhaul.machine.HeapFull;
import dev.longhaul.part.PlanImpossible;
import dev.longhaul.source.SourceChanged;
import dev.longhaul.source.SourceGone;
import dev.longhaul.source.SourceKept;
import dev.longhaul.source.SourceRenumbered;
import dev.longhaul.source.SourceUnreadable;
import dev.longhaul.source.TooManyOpenFiles;
import dev.longhaul.store.AccessRefused;
import dev.longhaul.store.BucketMissing;
import dev.longhaul.store.ClockSkewed;
import dev.longhaul.store.CredentialsMissing;
import dev.longhaul.store.EncryptionPassedOver;
import dev.longhaul.store.MachineUnfit;
import dev.longhaul.store.PartUnknown;
import dev.longhaul.store.PreconditionFailed;
import dev.longhaul.store.RequestRefused;
import dev.longhaul.store.UploadGone;

/**
 * Who can cure a failed upload; from the mildest to the gravest.
 */
public enum Cure {

	/**
	 * The same again: network, throttling, expired credentials, full disk, lost parts.
	 */
	RERUN,

	/**
	 * A new upload of the same file: it changed, the store lost the upload, or it goes
	 * elsewhere now.
	 */
	ANEW,

	/** A person, then a rerun: rights, quota, clock, unreadable file. */
	PERSON,

	/** Nothing: this upload can never be completed. */
	NOTHING;

	/** The cure of a failure; what is unknown is tried again. */
	public static Cure of(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof FailedElsewhere elsewhere) {
				return elsewhere.cure();
			}
			if (cause instanceof SourceChanged || cause instanceof UploadGone || cause instanceof DestinationChanged) {
				return ANEW;
			}
			if (cause instanceof PartUnknown || cause instanceof TooManyOpenFiles
					|| cause instanceof SourceRenumbered) {
				return RERUN;
			}
			if (cause instanceof SourceGone || cause instanceof PlanImpossible || cause instanceof PreconditionFailed
					|| cause instanceof ObjectExists) {
				return NOTHING;
			}
			if (cause instanceof AccessRefused || cause instanceof BucketMissing || cause instanceof ClockSkewed
					|| cause instanceof CredentialsMissing || cause instanceof MachineUnfit
					|| cause instanceof RequestRefused || cause instanceof EncryptionPassedOver
					|| cause instanceof SourceUnreadable || cause instanceof SourceKept
					|| cause instanceof DeliveryUnproven || cause instanceof HeapFull) {
				return PERSON;
			}
		}
		return RERUN;
	}

	/** Whether the parts in the store are of no use any more. */
	public boolean endsUpload() {
		return this == ANEW || this == NOTHING;
	}

}
