package dev.longhaul.verify;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.UnusableKey;
import dev.longhaul.report.UnknownUpload;
import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceGone;
import dev.longhaul.store.RequestTerms;
import dev.longhaul.store.StoreAddress;
import dev.longhaul.upload.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * Where objects are, and how their stores are reached, as the definitions of this machine
 * say.
 *
 * @param definitions none on a machine that has only a receipt
 * @param jobs their folder, for messages
 * @param region of a bucket that no definition has; null for that of the AWS chain
 * @param profile the same
 * @param clock in the zone of dates in keys
 */
public record DefinedObjects(List<JobDefinition> definitions, Path jobs, @Nullable String region,
		@Nullable String profile, Clock clock) {

	/** Where no definition says how many. */
	private static final int AT_ONCE = 8;

	public DefinedObjects {
		definitions = List.copyOf(definitions);
	}

	/** Of a delivery. */
	ObjectLocation location(Receipt receipt, String definition) {
		return location(receipt.destination(), receipt.key(), definition);
	}

	/**
	 * Of a delivery: the definition that sent it knows best how to connect.
	 * @param destination the identity of its store and bucket
	 */
	ObjectLocation location(String destination, String key, String definition) {
		List<JobDefinition> same = this.definitions.stream()
			.filter((known) -> known.destination().address().identity().equals(destination))
			.toList();
		return same.stream()
			.filter((known) -> known.name().equals(definition))
			.findFirst()
			.or(() -> same.stream().findFirst())
			.map((known) -> location(known, key))
			.orElseGet(() -> new ObjectLocation(StoreAddress.ofIdentity(destination, this.region, this.profile),
					RequestTerms.NONE, key, AT_ONCE));
	}

	/**
	 * Of a file of which nothing else is known, by the definition that takes it.
	 * @param place of the repository, for messages
	 * @throws UnknownUpload if none takes it, or several do, or the file is not there
	 */
	Delivery delivery(Path path, String place) {
		List<JobDefinition> takers = this.definitions.stream()
			.filter((definition) -> path.startsWith(definition.source().root()))
			.filter((definition) -> definition.source().globs().match(definition.source().root().relativize(path)))
			.toList();
		if (takers.size() != 1) {
			throw new UnknownUpload(
					"no delivery of %s is known in %s. %s".formatted(path, place, advice(path, takers)));
		}
		JobDefinition definition = takers.get(0);
		try {
			SourceFile file = SourceFile.of(path);
			String key = definition.destination()
				.keyTemplate()
				.keyOf(definition.subject(path, file.modified(), this.clock));
			return new Delivery(null, location(definition, key), null, List.of(path.toString()), true, null, null);
		}
		catch (SourceGone ex) {
			throw new UnknownUpload(SourceGone.asNamed(path).getMessage());
		}
		catch (SourceException | UnusableKey ex) {
			throw new UnknownUpload(String.valueOf(ex.getMessage()));
		}
	}

	private String advice(Path path, List<JobDefinition> takers) {
		if (new ReceiptFile(path).isNamedAsOne()) {
			return "It has the name of a receipt: 'longhaul verify --receipt %s' verifies what it says".formatted(path);
		}
		return takers.isEmpty()
				? "And no definition in %s takes it; name another folder with --jobs".formatted(this.jobs)
				: "And several definitions take it: %s; name one with --definition"
					.formatted(takers.stream().map(JobDefinition::name).toList());
	}

	private static ObjectLocation location(JobDefinition definition, String key) {
		return new ObjectLocation(definition.destination().address(), definition.destination().terms(), key,
				definition.transfer().mostPartsAtOnce());
	}

}
