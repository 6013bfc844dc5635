export function giftsWords(count: number): string {
	return count === 1 ? "1 gift" : `${count.toLocaleString("en-US")} gifts`;
}
