package dev.longhaul.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The settings, manifests and image of a cluster in config/ fit Longhaul and each other.
 */
class ClusterFilesTest {

	private static final Path KUBERNETES = Path.of("config/kubernetes");

	@Test
	void settings_are_those_that_are_read() {
		YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
		yaml.setResources(new FileSystemResource("config/application-cluster.yml"));
		var settings = yaml.getObject();

		assertThat(settings).isNotNull();
		assertThat(settings.stringPropertyNames()).containsExactlyInAnyOrder("longhaul.repository.url",
				"longhaul.repository.user", "longhaul.repository.password-file");
	}

	@Test
	void pods_start_commands_that_there_are_with_volumes_that_there_are() throws IOException {
		List<String> commands = new ArrayList<>();
		for (Object document : new Yaml().loadAll(Files.readString(KUBERNETES.resolve("longhaul.yaml")))) {
			pod(document).forEach((pod) -> {
				Map<?, ?> container = (Map<?, ?>) ((List<?>) pod.get("containers")).get(0);
				commands.add(Words.commandLine()
					.parseArgs(((List<?>) container.get("args")).toArray(String[]::new))
					.subcommand()
					.commandSpec()
					.name());
				assertThat(names(container.get("volumeMounts")))
					.containsExactlyInAnyOrderElementsOf(names(pod.get("volumes")));
			});
		}

		assertThat(commands).containsExactly("run", "worker");
	}

	@Test
	void the_image_starts_what_the_distribution_has() throws IOException {
		assertThat(Files.readString(KUBERNETES.resolve("Dockerfile"))).contains("ADD target/longhaul-*.tar.gz")
			.contains("ENTRYPOINT [\"/opt/longhaul/bin/longhaul\"");
		assertThat(Path.of("src/dist/bin/longhaul")).isExecutable();
	}

	/** The pod's specification, wherever it stands; none in what starts no pod. */
	private static List<Map<?, ?>> pod(Object document) {
		Map<?, ?> map = (Map<?, ?>) document;
		if (map.get("containers") != null) {
			return List.of(map);
		}
		return map.values()
			.stream()
			.filter(Map.class::isInstance)
			.<Map<?, ?>>flatMap((inner) -> pod(inner).stream())
			.toList();
	}

	private static List<String> names(Object list) {
		return ((List<?>) list).stream().map((entry) -> String.valueOf(((Map<?, ?>) entry).get("name"))).toList();
	}

}
