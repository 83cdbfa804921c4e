package dev.longhaul.store.s3;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Credentials that are fetched when they are needed, and say why where they cannot be.
 */
interface Credentials extends AwsCredentialsProvider, SdkAutoCloseable {

	/** Where they come from, in a person's words. */
	String origin();

}
