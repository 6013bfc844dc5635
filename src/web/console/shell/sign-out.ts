/** Ends the session on the server, then loads the console anew, so that nothing of it stays in memory. */
export async function signOut(): Promise<void> {
	await fetch("/api/auth/sign-out", {
		method: "POST",
		credentials: "same-origin",
		headers: { "Content-Type": "application/json" },
		body: "{}",
		signal: AbortSignal.timeout(10_000),
	}).catch(() => undefined);
	location.assign("/staff/sign-in");
}
