package dev.longhaul.stub;

/**
 * What all connections of one stub share.
 */
record Backend(Store store, S3Service service, Faults faults, Journal journal, StubFailures failures) {
}
