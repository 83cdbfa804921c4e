package dev.longhaul.verify;

import dev.longhaul.store.ObjectGone;
import dev.longhaul.store.ObjectReader;
import dev.longhaul.store.ObjectStores;
import dev.longhaul.store.PreconditionFailed;
import dev.longhaul.store.StoreException;
import dev.longhaul.upload.Cure;

/**
 * Proves of deliveries that object, receipt and file are still the same bytes.
 */
public final class Verifier {

	private final ObjectStores stores;

	public Verifier(ObjectStores stores) {
		this.stores = stores;
	}

	/**
	 * Asks the store, and reads the file where it still is.
	 * @param download read the object back, even where its checksum or ETag would do
	 */
	public Verdict verify(Delivery delivery, boolean download) {
		try {
			ObjectReader reader = this.stores.at(delivery.location().address(), delivery.location().terms()).reader();
			return new Verification(delivery, reader, download).verdict();
		}
		catch (PreconditionFailed ex) {
			return Verdict.without(delivery,
					Finding.replaced("another object took its place while it was read; verify again"));
		}
		catch (ObjectGone ex) {
			return Verdict.without(delivery, Finding.missing("it was deleted while it was read"));
		}
		catch (StoreException ex) {
			String message = ex.getMessage();
			return Verdict.without(delivery,
					(Cure.of(ex) == Cure.RERUN) ? Finding.unproved(message) : Finding.unprovedBefore(message));
		}
	}

}
