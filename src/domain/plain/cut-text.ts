/** At most `most` UTF-16 units, never half of a surrogate pair: PostgreSQL's JSON refuses a half, and screens show it as a box. */
export function cutText(text: string, most: number): string {
	const cut = text.slice(0, most);
	return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}
