/** Milliseconds between two questions: often while the webhook is on its way, then as a bank's payment needs it. */
const [SOON, LATER] = [700, 10_000];
const SOON_FOR = 60_000;

/** Asks how it stands with the gift until that changes, and then shows the page anew. */
export function followGift(address: string, state: string): void {
	const begun = performance.now();
	const wait = () => (state === "waiting" && performance.now() - begun < SOON_FOR ? SOON : LATER);
	const ask = async () => {
		if (document.hidden) return void setTimeout(ask, wait());
		const now = await stateAt(address);
		// What is not known yet is "waiting"; a payment under way doesn't become less known.
		if (now !== null && now !== state && now !== "waiting") location.reload();
		else setTimeout(ask, wait());
	};
	setTimeout(ask, SOON);
}

/** Null where nobody answers: the next question may be. */
async function stateAt(address: string): Promise<string | null> {
	try {
		const answer = await fetch(address, { headers: { Accept: "application/json" } });
		const { state }: { state?: unknown } = await answer.json();
		return answer.ok && typeof state === "string" ? state : null;
	} catch {
		return null;
	}
}
