/** What is left of a body: size and MD5 of an object's bytes, or the text of another request. */
record Body(long size, String md5, String text) {
}
