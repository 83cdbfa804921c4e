package dev.longhaul.cli;

/**
 * A command that the owner of the home carries out for another process.
 */
interface Requestable {

}
