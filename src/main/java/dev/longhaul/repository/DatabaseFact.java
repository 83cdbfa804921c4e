package dev.longhaul.repository;

import java.sql.SQLException;

/**
 * What an error of the database means, whether it is the home's or a server's.
 */
public enum DatabaseFact {

	/** Its server cannot be reached, went away or goes down. */
	AWAY,

	/** The disk of its server is full. Only a server tells it so. */
	DISK_FULL,

	/** It lasts until a person acts: user, password, database, rights. */
	FOR_A_PERSON,

	/** HSQLDB's file of rows cannot grow, whatever the reason. */
	CANNOT_GROW,

	/** It may be over at the next try. */
	OTHER;

	/** HSQLDB has no state for it. */
	public static final String CANNOT_GROW_WORDS = "Data File size limit is reached";

	/** By its SQLSTATE, or its words where that says nothing. */
	public static DatabaseFact of(SQLException error) {
		return switch (String.valueOf(error.getSQLState())) {
			case "08001", "08006", "08007", "25P03", "57P01", "57P02", "57P03", "57P05" -> AWAY;
			case "53100" -> DISK_FULL;
			case "28000", "28P01", "3D000", "3F000", "42501", "08P01", "25006" -> FOR_A_PERSON;
			default -> String.valueOf(error.getMessage()).contains(CANNOT_GROW_WORDS) ? CANNOT_GROW : OTHER;
		};
	}

}
