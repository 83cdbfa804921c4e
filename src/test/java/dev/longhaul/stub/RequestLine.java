package dev.longhaul.stub;

/**
 * The first line of an HTTP request.
 */
record RequestLine(String method, String target, String version) {
}
