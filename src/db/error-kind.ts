/** PostgreSQL's error codes, https://www.postgresql.org/docs/current/errcodes-appendix.html */
const RACES = new Set(["23505", "40001", "40P01", "55P03"]);
/** Classes: connection, insufficient resources, operator intervention, system error. */
const OUTAGE_CLASSES = new Set(["08", "53", "57", "58"]);
const READ_ONLY = "25006";

/** Another process was quicker or held a lock: the same again will most likely do. */
export function isRace(error: unknown): boolean {
	return RACES.has(codeOf(error) ?? "");
}

/** What pg and its pool say, in errors without a code, when the connection is the trouble. */
const CONNECTION_TROUBLE = /connect|timeout|terminat|pool|socket|ended/i;

/** The database is away, full, or shutting down: nothing is wrong with what was to be written, and the same later will do. */
export function isOutage(error: unknown): boolean {
	if (isRace(error)) return true;
	const code = codeOf(error);
	if (code === undefined) return error instanceof Error && CONNECTION_TROUBLE.test(error.message);
	// SQLSTATE has five characters; the rest are the operating system's (ECONNREFUSED and its kin).
	if (!/^[0-9A-Z]{5}$/.test(code)) return !code.startsWith("ERR_");
	return OUTAGE_CLASSES.has(code.slice(0, 2)) || code === READ_ONLY;
}

function codeOf(error: unknown): string | undefined {
	if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
	return typeof error.code === "string" ? error.code : undefined;
}
