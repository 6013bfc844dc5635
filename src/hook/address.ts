import { isIP } from "node:net";

/** Refused before it is saved; what a name leads to is looked at again at every sending (send.ts). */
export class BadAddress extends Error {
	override name = "BadAddress";
	readonly code = "invalid";
}

const LONGEST = 2_000;

/** @throws BadAddress that says what to write instead. `allowsLocal`: for the demo and tests, http and this machine too. */
export function checkedAddress(text: string, allowsLocal: boolean): URL {
	const address = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
	if (address === null || text.length > LONGEST) {
		throw new BadAddress('Write the whole address, like "https://news.example.org/carillon".');
	}
	if (address.username !== "" || address.password !== "") {
		throw new BadAddress("Leave name and password out of the address: messages are signed instead.");
	}
	if (address.protocol !== "https:" && !(allowsLocal && address.protocol === "http:")) {
		throw new BadAddress("Only addresses that begin with https:// are sent to: others can be read on the way.");
	}
	if (!allowsLocal && leadsInside(address.hostname)) {
		throw new BadAddress("This address leads into a private network. Write one that the internet can reach.");
	}
	address.hash = "";
	return address;
}

function leadsInside(host: string): boolean {
	const bare = host.replace(/^\[|\]$/g, "").toLowerCase();
	if (bare === "localhost" || bare.endsWith(".localhost") || bare.endsWith(".local") || bare.endsWith(".internal")) {
		return true;
	}
	// A public receiver has a name, and a certificate for it.
	return isIP(bare) !== 0;
}
