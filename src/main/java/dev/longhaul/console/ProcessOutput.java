package dev.longhaul.console;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * The process's stdout, which remembers that it could not be written: a receipt that went
 * to a full disk must not be taken for one that is kept. A reader that has seen enough,
 * such as {@code head}, is none of that.
 */
public final class ProcessOutput extends FilterOutputStream {

	private volatile @Nullable String failure;

	private ProcessOutput(OutputStream out) {
		super(out);
	}

	/** Takes the place of the JVM's own, which keeps its errors to itself. */
	public static ProcessOutput install() {
		ProcessOutput output = new ProcessOutput(new FileOutputStream(FileDescriptor.out));
		System.setOut(new PrintStream(new BufferedOutputStream(output), true, StandardCharsets.UTF_8));
		return output;
	}

	@Override
	public void write(int octet) throws IOException {
		write(new byte[] { (byte) octet });
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		try {
			this.out.write(bytes, offset, length);
		}
		catch (IOException ex) {
			String why = String.valueOf(ex.getMessage());
			if (!why.contains("Broken pipe")) {
				this.failure = why;
			}
			throw ex;
		}
	}

	/**
	 * The exit code of the process: a report that did not arrive is none.
	 * @param own of the command
	 */
	public int exitCode(int own) {
		System.out.flush();
		if (this.failure == null) {
			return own;
		}
		System.err.println("longhaul: what this command said could not be written (%s); what it did is done"
			.formatted(this.failure));
		return (own == 0) ? 1 : own;
	}

}
