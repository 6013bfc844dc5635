import { errorCode } from "./error-code.ts";

/** PostgreSQL's error codes, https://www.postgresql.org/docs/current/errcodes-appendix.html */
const RACES = new Set(["23505", "40001", "40P01", "55P03"]);
/** A key that is refused again and again is no race any more but something about what is written. */
const UNIQUE_VIOLATION = "23505";
/** Classes that speak of what was written: cardinality, its data, its constraints, its size, a trigger's refusal, a bug met by it. */
const CONTENT_CLASSES = new Set(["21", "22", "23", "54", "P0", "XX"]);
/** SQLSTATE: its classes begin with a digit, or with F0, HV, P0 or XX. EPIPE is five letters too, and the operating system's. */
const SQLSTATE = /^(?:[0-9][0-9A-Z]|F0|HV|P0|XX)[0-9A-Z]{3}$/;
/** What Node says of a connection, among its own codes for wrong arguments and the like. */
const NODE_CONNECTION = /^ERR_(?:SOCKET|STREAM|SSL|TLS|HTTP)/;

/** Another process was quicker or held a lock: the same again will most likely do. */
export function isRace(error: unknown): boolean {
	return RACES.has(errorCode(error) ?? "");
}

/**
 * Nothing is wrong with what was to be written, and the same later will do: the database is away, full, shutting down, not let
 * us in, or not of this version. Whatever isn't known to be about the content counts as this: better sent again than given up.
 */
export function isOutage(error: unknown): boolean {
	const code = errorCode(error);
	// node-postgres and its pool say what happened to a connection in plain errors without a code. A TypeError is a bug of ours.
	if (code === undefined) return nameOf(error) === "Error";
	if (code === UNIQUE_VIOLATION) return false;
	if (isRace(error)) return true;
	if (!SQLSTATE.test(code)) return !code.startsWith("ERR_") || NODE_CONNECTION.test(code);
	return !CONTENT_CLASSES.has(code.slice(0, 2));
}

/** Its class is not asked, see error-code.ts. */
function nameOf(error: unknown): unknown {
	return typeof error === "object" && error !== null && "name" in error ? error.name : undefined;
}
