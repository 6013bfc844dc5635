/**
 * The `code` of an error of PostgreSQL (SQLSTATE) or of the operating system (ENOENT and its kin). Its class is not asked: an error of
 * Node's own is no `Error` of the realm that tests run in.
 */
export function errorCode(error: unknown): string | undefined {
	if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
	return typeof error.code === "string" ? error.code : undefined;
}
