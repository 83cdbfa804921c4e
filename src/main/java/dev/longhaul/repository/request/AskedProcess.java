package dev.longhaul.repository.request;

/**
 * The owner of the home that has taken a request and carries it out, whatever becomes of
 * the one who asked.
 *
 * @param command what it was started for
 */
public record AskedProcess(long pid, String command) {

}
