import { part, show, words, write } from "./page-parts.ts";

/** What needs a script and isn't live: copying the link, choosing an amount by what it does, one number for one try at giving. */
export function openSmallThings(): void {
	document.addEventListener("click", (event) => {
		const pressed = event.target instanceof Element ? event.target : null;
		if (pressed?.closest("#copy")) void copyLink();
		const amount = pressed?.closest<HTMLElement>("[data-once]")?.dataset.once;
		if (amount !== undefined && choose(amount)) event.preventDefault();
	});
	// Also when the browser brings the page back after a gift: the next one is another.
	window.addEventListener("pageshow", refreshSmallThings);
	refreshSmallThings();
}

/** Again for a page whose words were put in anew. */
export function refreshSmallThings(): void {
	show(part("copy"), true);
	for (const nonce of document.querySelectorAll<HTMLInputElement>('#give-form input[name="nonce"]'))
		nonce.value = randomId();
}

async function copyLink(): Promise<void> {
	const address = part("copy")?.dataset.address ?? location.href;
	const isCopied = await navigator.clipboard?.writeText(address).then(
		() => true,
		() => false,
	);
	write(part("copied"), isCopied ? words().copied : words().copyFailed);
}

/** The form is on this page already: no need to load it again with the amount in its address. */
function choose(amount: string): boolean {
	const once = part("give-often-once");
	const tile = part(`give-once-${amount}`);
	if (!(once instanceof HTMLInputElement && tile instanceof HTMLInputElement)) return false;
	once.checked = true;
	tile.checked = true;
	part("give")?.scrollIntoView();
	tile.focus({ preventScroll: true });
	return true;
}

/** crypto.randomUUID is missing on a page without https, like a rehearsal on the office's network. */
function randomId(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
	bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
	const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
