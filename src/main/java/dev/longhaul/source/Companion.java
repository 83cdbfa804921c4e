package dev.longhaul.source;

/**
 * A small file that tells what is to be known of a moved one, and lies beside it.
 *
 * @param suffix of its name, behind that of the file; where another file has that name, a
 * number is put behind it
 */
public record Companion(String suffix, String text) {

}
