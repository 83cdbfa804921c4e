package dev.longhaul.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MimeTypes;

/**
 * Tells what a file holds by its first bytes and its name: the same for the same file, on
 * every machine.
 */
public final class ContentType {

	private ContentType() {
	}

	/**
	 * The media type; {@code application/octet-stream} where it is not known.
	 * @param beginning of the file
	 * @throws SourceException if it cannot be read
	 */
	public static String of(FileSlice beginning) {
		Metadata name = new Metadata();
		name.set(TikaCoreProperties.RESOURCE_NAME_KEY, String.valueOf(beginning.file().path().getFileName()));
		try (InputStream in = new BufferedInputStream(beginning.open())) {
			return MimeTypes.getDefaultMimeTypes().detect(in, name).toString();
		}
		catch (IOException ex) {
			throw new SourceUnreadable(beginning.file().path(), String.valueOf(ex.getMessage()));
		}
	}

}
