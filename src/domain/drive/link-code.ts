/** The letters and figures of a short link's code: none that are taken for another when read aloud or typed. */
export const CODE_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";
export const CODE_LENGTH = 7;
const CODE = new RegExp(`^[${CODE_LETTERS}]{${CODE_LENGTH}}$`);

export function isLinkCode(text: string): boolean {
	return CODE.test(text);
}

/** A code from at least as many even bytes as it has letters. 31 letters into 256 leaves a bias that harms nothing. */
export function linkCodeFrom(bytes: Uint8Array): string {
	return [...bytes.subarray(0, CODE_LENGTH)].map((byte) => CODE_LETTERS[byte % CODE_LETTERS.length]).join("");
}

/** How a Stripe payment link carries a code: its client_reference_id goes back to us with the session. */
export function referenceOf(code: string): string {
	return `via-${code}`;
}

export function codeInReference(reference: string | null): string | null {
	const code = /^via-(.+)$/.exec(reference ?? "")?.[1] ?? "";
	return isLinkCode(code) ? code : null;
}
